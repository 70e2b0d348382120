// swift-tools-version: 6.0
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
]

/// One room of the house: a folder in `Sources`, importing only what stands before it.
func room(_ name: String, imports: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: imports, swiftSettings: strict)
}

/// The tests of some rooms.
func tests(_ name: String, of rooms: [Target.Dependency], excluding: [String] = []) -> Target {
  .testTarget(
    name: name, dependencies: rooms + ["TestSupport"], path: "Tests/\(name)", exclude: excluding,
    swiftSettings: strict)
}

let package = Package(
  name: "hq",
  products: [.executable(name: "hq", targets: ["hq"])],
  targets: [
    .systemLibrary(
      name: "CSQLite", path: "Sources/Bindings/CSQLite", pkgConfig: "sqlite3",
      providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CMalloc", path: "Sources/Bindings/CMalloc"),
    .systemLibrary(
      name: "CZlib", path: "Sources/Bindings/CZlib", pkgConfig: "zlib",
      providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(
      name: "CEditline", path: "Sources/Bindings/CEditline", pkgConfig: "libedit",
      providers: [.apt(["libedit-dev"])]),
    // Without pkg-config, which would name the shared library beside the one in the module map.
    .systemLibrary(
      name: "CMark", path: "Sources/Bindings/CMark", providers: [.apt(["libcmark-dev"])]),
    .systemLibrary(
      name: "CDeflate", path: "Sources/Bindings/CDeflate", providers: [.apt(["libdeflate-dev"])]),
    // Opens Pango and Cairo when they are first needed, so it links with nothing.
    .target(name: "PangoCairo", path: "Sources/Bindings/PangoCairo"),
    // Opens libcurl when it is first needed, so it links with nothing.
    .target(name: "CCurl", path: "Sources/Bindings/CCurl"),
    // What only newer processors can do fast, chosen when it runs; portable C serves the others.
    .target(
      name: "CProcessor", path: "Sources/Bindings/CProcessor",
      exclude: ["Kinds.inc", "Lanes.inc", "Splits.inc", "Walks.inc"]),
    // Of boost only what the stream uses goes into the binary; the libraries would bring others, which load
    // slowly.
    .target(
      name: "GnuplotStream", path: "Sources/Bindings/GnuplotStream",
      linkerSettings: [
        .linkedLibrary(":libboost_iostreams.a"), .linkedLibrary(":libboost_filesystem.a"),
        .linkedLibrary("stdc++"),
      ]),

    room("Parallel", imports: ["CMalloc", "CProcessor"]),
    room("Tables", imports: ["Parallel"]),
    room("SQLite", imports: ["Parallel", "Tables", "CSQLite"]),
    room("Files", imports: ["Parallel", "Tables", "SQLite", "CZlib"]),
    room("Language", imports: ["Tables"]),
    room("Query", imports: ["Parallel", "Tables", "Language"]),
    room("Store", imports: ["Parallel", "Tables", "Language", "SQLite"]),
    room("TMDB", imports: ["Parallel", "Tables", "Files", "CCurl"]),
    room("Numerics", imports: ["Parallel"]),
    room("Learning", imports: ["Parallel", "Numerics", "CProcessor"]),
    room("Modelling", imports: ["Parallel", "Tables", "Language", "Query", "Numerics", "Learning"]),
    room("Films", imports: ["Parallel", "Tables", "Files", "Language", "Store", "TMDB"]),
    room("Drawing", imports: ["Parallel", "PangoCairo", "CDeflate"]),
    room("Charts", imports: ["Parallel", "Tables", "Drawing", "GnuplotStream"]),
    room("Reports", imports: ["Tables", "Drawing", "CMark", "PangoCairo"]),
    room("Mail", imports: ["Parallel", "Tables", "CCurl"]),
    room(
      "Engine",
      imports: [
        "Parallel", "Tables", "Files", "Language", "Query", "Store", "TMDB", "Numerics", "Learning",
        "Modelling", "Films", "Charts", "Reports", "Mail", "CProcessor",
      ]),
    room(
      "Shell",
      imports: [
        "Parallel", "Tables", "SQLite", "Files", "Language", "Charts", "Reports", "Engine", "CEditline",
      ]),
    .executableTarget(
      name: "hq", dependencies: ["Shell"], swiftSettings: strict,
      linkerSettings: [.unsafeFlags(["-static-stdlib"])]),

    .target(
      name: "TestSupport", dependencies: ["CZlib", "Parallel", "Tables", "Language", "Engine"],
      path: "Tests/TestSupport", swiftSettings: strict),
    .target(
      name: "StandIn", dependencies: ["CZlib", "TestSupport"], path: "Tests/StandIn", swiftSettings: strict),
    .executableTarget(
      name: "stand-in", dependencies: ["StandIn"], path: "Tests/StandInCommand", swiftSettings: strict),
    .executableTarget(
      name: "watch-marathon", dependencies: ["StandIn", "Engine", "Language", "Tables"],
      path: "Tests/WatchMarathon",
      swiftSettings: strict),
    tests("TablesTests", of: ["Tables"]),
    tests("FilesTests", of: ["Files", "CSQLite"]),
    tests("LanguageTests", of: ["Language"]),
    tests("QueryTests", of: ["Query", "CSQLite"]),
    tests("StoreTests", of: ["Parallel", "Tables", "Language", "Query", "SQLite", "Store"]),
    tests("TMDBTests", of: ["Parallel", "Tables", "Files", "Store", "TMDB", "Films", "StandIn"]),
    tests("NumericsTests", of: ["Parallel", "Numerics", "CProcessor"]),
    tests("LearningTests", of: ["Parallel", "Numerics", "Learning", "CProcessor"], excluding: ["Reference"]),
    tests(
      "ModellingTests", of: ["Parallel", "Tables", "Language", "Learning", "Numerics", "Modelling"],
      excluding: ["Kept"]),
    tests("DrawingTests", of: ["Parallel", "Drawing"]),
    tests("ChartsTests", of: ["Parallel", "Tables", "Charts"]),
    tests("ReportsTests", of: ["Tables", "Reports"]),
    tests("MailTests", of: ["Parallel", "Tables", "Mail"], excluding: ["Server"]),
    tests("FilmsTests", of: ["Tables", "Films", "Store"]),
    tests("EngineTests", of: ["Engine"]),
    tests("ShellTests", of: ["Shell", "Engine", "SQLite"]),
    tests("FuzzTests", of: ["Tables", "Parallel", "Files", "Language", "Query", "Engine"]),
    tests("CommandTests", of: ["Parallel", "SQLite", "StandIn"]),
  ]
)
