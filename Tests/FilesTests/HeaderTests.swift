import Files
import Tables
import Testing

struct HeaderTests {
  @Test(arguments: [
    ("1,2\n3,4\n", false), ("a,b\n1,2\n", true), ("2020-01-01,5\n2020-01-02,6\n", false),
    ("name,city\nAnn,Oslo\nBob,Rome\n", true), ("x,x\ny,z\n", false), ("a\n1\n", true),
    ("NA,1\n2,3\n", false),
    ("id,x\n1,a\n", true), ("1,x\n2,y\n", false),
  ])
  func `the first row is compared with the others`(text: String, hasHeader: Bool) throws {
    #expect(try read(text).report.header == hasHeader)
  }

  @Test func `a list of words has a header only when the ending says table`() throws {
    #expect(try read("writer\nartist\ndoctor\n", name: "words").report.header == false)
    #expect(try read("writer\nartist\ndoctor\n", name: "words.csv").report.header == true)
  }

  @Test func `a header can be told or denied`() throws {
    let denied = try read("a,b\n1,2\n") { $0.header = false }.table
    #expect(denied.schema.names == ["column1", "column2"])
    #expect(denied.rows == [["a", "b"], ["1", "2"]])
    let told = try read("1,2\n3,4\n") { $0.header = true }.table
    #expect(told.schema.names == ["1", "2"])
    #expect(told.rows == [[3, 4]])
  }

  @Test func `equal and empty names are made to differ`() throws {
    let (table, report) = try read("a,a,,b,a_2, c \n1,2,3,4,5,6\n")
    #expect(table.schema.names == ["a", "a_3", "column3", "b", "a_2", "c"])
    #expect(
      report.notes == ["column 2 is another `a`: `a_3`", "column 3 has no name: `column3`"])
  }
}
