import CProcessor
import Learning
import Numerics
import Testing

/// The loops that choose their instructions give the bits of plain ones, whatever is left over at the ends.
@Suite struct ProcessorTests {
  private struct Rows {
    let padded: Int
    let columns: Int
    let values: [Double]

    init(_ padded: Int, _ columns: Int, _ generator: inout CounterGenerator) {
      self.padded = padded
      self.columns = columns
      values = (0..<(padded * columns)).map { _ in generator.normal() }
    }

    func squaredDistance(_ row: Int, _ points: [Double], _ point: Int) -> Double {
      (0..<columns).reduce(0) { sum, column in
        let difference = values[column * padded + row] - points[point * columns + column]
        return sum + difference * difference
      }
    }
  }

  @Test(arguments: 1...11) func `each row goes to the first of its nearest centres`(count: Int) {
    var generator = CounterGenerator(seed: 1, stream: UInt64(count))
    let rows = Rows(104, 1 + count % 5, &generator)
    var centers = (0..<(count * rows.columns)).map { _ in generator.normal() }
    // The last centre is the first one again: it never wins.
    let last = (count - 1) * rows.columns
    for column in 0..<rows.columns { centers[last + column] = centers[column] }
    var labels = Array(repeating: Int32(0), count: rows.padded)
    var distances = Array(repeating: 0.0, count: rows.padded)
    func label() -> Int32 {
      hq_label_nearest(
        rows.values, rows.padded, rows.padded - 3, rows.columns, centers, count, &labels, &distances)
    }
    #expect((label() != 0) == (count > 2))
    for row in 0..<rows.padded {
      let all = (0..<count).map { rows.squaredDistance(row, centers, $0) }
      #expect(distances[row] == all.min())
      #expect(Int(labels[row]) == all.firstIndex(of: distances[row]))
    }
    #expect(label() == 0)
    labels[rows.padded - 3] += 1
    #expect(label() == 0)
    labels[rows.padded - 4] += 1
    #expect(label() != 0)
  }

  @Test(arguments: [0, 1, 3, 4, 7, 64]) func `distances are added in the order of rows and points`(count: Int)
  {
    var generator = CounterGenerator(seed: 2, stream: UInt64(count))
    let rows = Rows(80, 5, &generator)
    let points = (0..<(count * rows.columns)).map { _ in generator.normal() }
    var (places, expectedPlaces) = (Array(repeating: 0.5, count: 80), Array(repeating: 0.5, count: 80))
    var (sums, expectedSums) = (
      Array(repeating: 0.0, count: 4 * count), Array(repeating: 0.0, count: 4 * count)
    )
    hq_add_distances(rows.values, 80, rows.columns, 8, 72, points, count, &places, &sums)
    for point in 0..<count {
      for row in 8..<72 {
        let distance = rows.squaredDistance(row, points, point).squareRoot()
        expectedPlaces[row] += distance
        expectedSums[4 * point + row % 4] += distance
      }
    }
    #expect(places == expectedPlaces)
    #expect(sums == expectedSums)
  }
}

/// The loops that search for splits: every kind of them gives the bits of the plain search here.
@Suite struct SplitLoopTests {
  static let kinds = [hq_loops_portable, hq_loops_avx2, hq_loops_avx512].filter {
    $0.rawValue <= hq_best_loops().rawValue
  }

  /// Some rows of a table of codes, each with an entry of one to three draws.
  private struct Node {
    static let drawBits: Int64 = 10
    let columns: Int
    let rows: [UInt32]
    let entries: [Int64]
    let codes: [UInt16]
    let tableRows = 150
    let levels: Int
    let missing: Int

    init(_ count: Int, columns: Int, levels: Int, hasMissing: Bool, _ generator: inout CounterGenerator) {
      self.columns = columns
      self.levels = levels
      missing = hasMissing ? levels : -1
      rows = generator.permutation(tableRows).prefix(count).sorted().map(UInt32.init)
      entries = (0..<count).map { _ in
        (Int64(generator.below(2_001)) - 1_000) << Node.drawBits + Int64(1 + generator.below(3))
      }
      let codeLimit = levels + (hasMissing ? 1 : 0)
      codes = (0..<(tableRows * columns + 1)).map { _ in UInt16(generator.below(codeLimit)) }
    }

    var total: Int64 { entries.reduce(0, +) }

    func score(_ left: Int64) -> Double {
      func draws(_ sum: Int64) -> Double { Double(sum & (1 << Node.drawBits - 1)) }
      func targets(_ sum: Int64) -> Double { Double(sum >> Node.drawBits) }
      let right = total - left
      guard draws(left) > 0, draws(right) > 0 else { return -1 }
      let above =
        targets(left) * targets(left) * draws(right) + targets(right) * targets(right) * draws(left)
      return above / (draws(left) * draws(right))
    }

    /// The best split of all columns, trying every code of every column in order.
    var best: hq_split {
      var best = hq_split(score: -1, left: 0, bound: 0, key: 0)
      for column in 0..<columns {
        let own = rows.map { Int(codes[column * tableRows + Int($0)]) }
        for direction in 0..<(own.contains(missing) ? 2 : 1) {
          for bound in Set(own).sorted() where bound != missing {
            var left: Int64 = 0
            for (place, code) in own.enumerated()
            where code <= bound || (direction == 1 && code == missing) {
              left += entries[place]
            }
            let split = hq_split(
              score: score(left), left: left, bound: Int64(bound), key: Int64(2 * column + direction))
            if split.score > best.score { best = split }
          }
        }
      }
      return best
    }

    var sums: hq_split_node {
      hq_split_node(total: total, draw_bits: Node.drawBits, min_leaf: 1, plain: 1, extra: 0, target: 1)
    }
  }

  private func expectSame(_ one: hq_split, _ other: hq_split) {
    #expect(one.score.bitPattern == other.score.bitPattern)
    #expect(one.score < 0 || (one.left, one.bound, one.key) == (other.left, other.bound, other.key))
  }

  @Test(arguments: kinds) func `a few rows are split where a search of all codes splits them`(
    _ kind: hq_loops
  ) {
    for seed in 0..<200 as Range<UInt64> {
      var generator = CounterGenerator(seed: 5, stream: seed)
      let count = 2 + generator.below(Int(hq_scanned_rows) - 1)
      let node = Node(count, columns: 3, levels: 1 + count / 2, hasMissing: seed % 3 == 0, &generator)
      let columns = (0..<3).map {
        hq_coded_column(start: Int64($0 * node.tableRows), missing: Int64(node.missing))
      }
      var (splits, sums) = (hq_splits(), node.sums)
      hq_begin_splits(&splits)
      let divides = hq_scan_rows(
        kind, node.codes, columns, 3, [0, 2, 4], node.rows, node.entries, count, &sums, &splits)
      expectSame(hq_best_split(kind, &splits), node.best)
      #expect((divides != 0) == (node.best.score >= 0))
    }
  }

  @Test(arguments: kinds) func `bins are split where a search of all codes splits them`(_ kind: hq_loops) {
    for seed in 0..<100 as Range<UInt64> {
      var generator = CounterGenerator(seed: 6, stream: seed)
      let count = 2 + generator.below(140)
      let node = Node(
        count, columns: 1, levels: 1 + generator.below(60), hasMissing: seed % 3 == 0, &generator)
      let padded = (node.levels + 7) / 8 * 8
      var bins = Array(repeating: Int64(0), count: padded)
      var missing: Int64 = 0
      for (row, entry) in zip(node.rows, node.entries) {
        let code = Int(node.codes[Int(row)])
        if code == node.missing { missing += entry } else { bins[code] += entry }
      }
      var (splits, sums) = (hq_splits(), node.sums)
      hq_begin_splits(&splits)
      _ = hq_scan_bins(kind, bins, padded, 0, 0, &sums, &splits)
      if missing != 0 { _ = hq_scan_bins(kind, bins, padded, missing, 1, &sums, &splits) }
      expectSame(hq_best_split(kind, &splits), node.best)
    }
  }

  @Test(arguments: kinds) func `flags are counted and taken out again`(_ kind: hq_loops) {
    var generator = CounterGenerator(seed: 7, stream: 0)
    let node = Node(77, columns: 1, levels: 2, hasMissing: false, &generator)
    let flags = (0..<node.tableRows).map { _ in UInt8(generator.below(256)) }
    var counted = Array(repeating: Int64(3), count: 8)
    hq_count_flags(kind, flags, node.rows, node.entries, 77, 1, &counted)
    for bit in 0..<8 {
      let expected = (0..<77).filter { flags[Int(node.rows[$0])] >> bit & 1 == 1 }.map { node.entries[$0] }
      #expect(counted[bit] == 3 + expected.reduce(0, +))
    }
    var best = hq_split(score: -1, left: 0, bound: 0, key: 0)
    hq_count_flags(kind, flags, node.rows, node.entries, 77, -1, &counted)
    #expect(counted == Array(repeating: 3, count: 8))
    hq_count_flags(kind, flags, node.rows, node.entries, 77, 1, &counted)
    hq_subtract(kind, &counted, Array(repeating: 3, count: 8), 8)
    for bit in 0..<8 where node.score(counted[bit]) > best.score {
      best = hq_split(score: node.score(counted[bit]), left: counted[bit], bound: 0, key: Int64(2 * bit))
    }
    var (splits, sums) = (hq_splits(), node.sums)
    hq_begin_splits(&splits)
    _ = hq_scan_flags(kind, counted, (0..<8).map { Int64(2 * $0) }, &sums, &splits)
    expectSame(hq_best_split(kind, &splits), best)
  }

  @Test(arguments: kinds) func `rows are divided in their order and nothing behind them is touched`(
    _ kind: hq_loops
  ) {
    for seed in 0..<100 as Range<UInt64> {
      var generator = CounterGenerator(seed: 8, stream: seed)
      let count = 1 + generator.below(100)
      let node = Node(count, columns: 1, levels: 9, hasMissing: seed % 2 == 0, &generator)
      let bound = generator.below(9)
      let takesMissing = seed % 4 == 0
      func goesLeft(_ place: Int) -> Bool {
        let code = Int(node.codes[Int(node.rows[place])])
        return code <= bound || (takesMissing && code == node.missing)
      }
      let order = (0..<count).filter(goesLeft) + (0..<count).filter { !goesLeft($0) }
      var (rows, entries) = (node.rows + [7, 7], node.entries + [9, 9])
      var otherRows = Array(repeating: UInt32(0), count: count + 16)
      var otherEntries = Array(repeating: Int64(0), count: count + 16)
      let division = hq_divide_rows(
        kind, node.codes, &rows, &entries, count, bound, node.missing, takesMissing ? 1 : 0, &otherRows,
        &otherEntries)
      #expect(rows == order.map { node.rows[$0] } + [7, 7])
      #expect(entries == order.map { node.entries[$0] } + [9, 9])
      #expect(division.left == (0..<count).count(where: goesLeft))
      let codes = node.rows.map { Int(node.codes[Int($0)]) }
      let right = codes.filter { $0 > bound && $0 != node.missing }.min() ?? Int(hq_no_code)
      #expect(Int(division.following) == right)
      #expect((division.has_missing != 0) == codes.contains(node.missing))
    }
  }

  @Test(arguments: kinds) func `rows that were drawn are written with their entries`(_ kind: hq_loops) {
    for count in [0, 1, 7, 8, 9, 100] {
      var generator = CounterGenerator(seed: 9, stream: UInt64(count))
      let counts = (0..<count).map { _ in UInt16(generator.below(3)) }
      let units = (0..<count).map { _ in Int64(generator.below(1_000)) - 500 }
      var rows = Array(repeating: UInt32(0), count: count)
      var entries = Array(repeating: Int64(0), count: count)
      let drawn = hq_draw_rows(kind, counts, units, count, &rows, &entries)
      let expected = (0..<count).filter { counts[$0] > 0 }
      #expect(rows.prefix(Int(drawn.count)).map(Int.init) == expected)
      #expect(Array(entries.prefix(Int(drawn.count))) == expected.map { Int64(counts[$0]) * units[$0] })
      #expect(drawn.total == entries.prefix(Int(drawn.count)).reduce(0, +))
    }
  }

  @Test(arguments: kinds) func `each row comes to the leaf where the nodes of the tree lead it`(
    _ kind: hq_loops
  ) {
    var generator = CounterGenerator(seed: 10, stream: 0)
    let (width, groups, lanes) = (3, 2, Int(hq_walked_rows))
    let codes = (0..<(width * groups * lanes)).map { _ in
      generator.below(8) == 0 ? UInt16(hq_missing_code) : UInt16(generator.below(9))
    }
    // Seven levels, with a leaf here and there in the place of a node.
    let levels = 7
    let leaf = (0..<(1 << (levels + 1))).map { $0 >= (1 << levels) - 1 || generator.below(9) == 0 }
    let columns = leaf.map { _ in generator.below(width) }
    let bounds = leaf.map { _ in UInt16(generator.below(9)) }
    let steps = leaf.indices.map { node in
      leaf[node]
        ? hq_step(start: 0, bound: UInt16(hq_missing_code), left: UInt32(node))
        : hq_step(start: UInt16(columns[node] * lanes / 4), bound: bounds[node], left: UInt32(2 * node + 1))
    }
    func next(_ node: Int, goesRight: Bool) -> Int { leaf[node] ? node : 2 * node + (goesRight ? 2 : 1) }
    var top = hq_treetop()
    var level = [0]
    withUnsafeMutableBytes(of: &top) { bytes in
      let numbers = bytes.bindMemory(to: UInt16.self)
      var place = 0
      for _ in 0..<4 {
        for node in level {
          (numbers[place], numbers[15 + place]) = (steps[node].start, steps[node].bound)
          place += 1
        }
        level = level.flatMap { [next($0, goesRight: false), next($0, goesRight: true)] }
      }
    }
    withUnsafeMutableBytes(of: &top.ends) { bytes in
      for (end, node) in level.enumerated() { bytes.bindMemory(to: UInt32.self)[end] = UInt32(node) }
    }
    var found = Array(repeating: Int32(0), count: groups * lanes)
    hq_walk_tree(kind, &top, steps, levels - 4, codes, width, groups, &found)
    for row in 0..<(groups * lanes) {
      var node = 0
      for _ in 0..<levels {
        let code = codes[row / lanes * lanes * width + columns[node] * lanes + row % lanes]
        node = next(node, goesRight: code > bounds[node])
      }
      #expect(Int(found[row]) == node)
    }
  }

  @Test func `a code is the number of thresholds below a value`() {
    var generator = CounterGenerator(seed: 11, stream: 0)
    for count in [0, 1, 2, 3, 7, 64, 1_000] {
      let thresholds = (0..<count).map { Double($0) * 3 }
      for rows in [1, 5, 31, 32] {
        let values = (0..<(2 * rows)).map { _ in
          generator.below(6) == 0 ? .nan : Double(generator.below(3 * count + 4)) - 1
        }
        var codes = Array(repeating: UInt16(7), count: Int(hq_walked_rows))
        hq_code_column(values, 2, rows, thresholds, count, 4_321, &codes)
        for row in 0..<rows {
          let value = values[2 * row]
          #expect(Int(codes[row]) == (value.isNaN ? 4_321 : thresholds.count { $0 < value }))
        }
      }
    }
  }
}
