import Language
import Tables

extension AggregateLibrary {
  static let quantiles: [AggregateFunction] = [
    AggregateFunction(
      "median", usage: "median(x)",
      overloads: [.init([.double], .double), .init([.int], .double), .init([.date], .date)],
      summary: "the value in the middle; between two, their mean", readsGroups: true
    ) { input in
      try input.quantile(0.5)
    },
    AggregateFunction(
      "quantile", usage: "quantile(x, share)",
      overloads: [
        .init([.double, .double], .double), .init([.int, .double], .double), .init([.date, .double], .date),
      ],
      summary: "the value below which a share (0 to 1) of the values lies; between two, by straight line",
      otherNames: ["percentile", "quantile_cont", "percentile_cont"], takesShare: true, readsGroups: true
    ) { input in
      try input.quantile(input.share ?? 0.5)
    },
    AggregateFunction(
      "list", usage: "list(x)", overloads: [.init([.text], .list)],
      summary: "the values that are not null, as texts, in the order of the rows",
      otherNames: ["collect", "group_concat", "string_agg", "array_agg", "listagg"], readsGroups: true,
      readsAnyAsText: true
    ) { input in
      try input.lists()
    },
  ]
}

extension AggregateInput {
  fileprivate func quantile(_ share: Double) throws -> Column {
    guard let members = groups.members, let argument = try argument?.dense(loop: loop) else {
      preconditionFailure("a quantile reads the rows of each group")
    }
    let numbers = try argument.doubles(loop: loop)
    let present = argument.present
    // SAFETY: every group is in one of the stretches, whose workers write both its places.
    var results = [Double](uninitializedCount: groups.count)
    var isPresent = [Bool](uninitializedCount: groups.count)
    try results.shared { results in
      try isPresent.shared { isPresent in
        try members.forEach(loop: loop) { groups in
          var scratch: [Double] = []
          for group in groups {
            scratch.removeAll(keepingCapacity: true)
            for row in members[group] where present?[Int(row)] ?? true { scratch.append(numbers[Int(row)]) }
            isPresent[group] = !scratch.isEmpty
            results[group] = scratch.isEmpty ? 0 : scratch.quantile(share)
          }
        }
      }
    }
    let values: Column.Values =
      type == .date ? .date(results.map { Int32($0.rounded(.down)) }) : .double(results)
    return Column(values, present: presence(isPresent))
  }

  fileprivate func lists() throws -> Column {
    guard let members = groups.members, let argument = try argument?.dense(loop: loop),
      case .text(let texts) = argument.values
    else {
      preconditionFailure("a list is of the texts of each group")
    }
    var starts = [0]
    var codes: [UInt32] = []
    codes.reserveCapacity(members.rows.count)
    for group in 0..<groups.count {
      for row in members[group] where argument.present?[Int(row)] ?? true {
        codes.append(texts.codes[Int(row)])
      }
      starts.append(codes.count)
    }
    return Column(.list(ListVector(starts: starts, items: TextVector(codes: codes, pool: texts.pool))))
  }
}

extension [Double] {
  /// The value at a share of the way from the least to the greatest, by straight line between neighbours.
  fileprivate mutating func quantile(_ share: Double) -> Double {
    let place = share * Double(count - 1)
    let low = Int(place)
    let fraction = place - Double(low)
    // SAFETY: there is a value, and the share is from 0 to 1, so that `low` is a place of one; at the last
    // place the fraction is 0.
    return withUnsafeMutableBufferPointer { values in
      values.select(low)
      guard fraction > 0, let next = values[(low + 1)...].min() else { return values[low] }
      let distance = next - values[low]
      return distance.isFinite
        ? values[low] + distance * fraction : values[low] * (1 - fraction) + next * fraction
    }
  }
}

extension UnsafeMutableBufferPointer<Double> {
  /// Moves the values so that the one at `place` is the one that sorting would put there, and no value behind
  /// it is less.
  ///
  /// - Complexity: O(n) as a rule; where the pivots are bad again and again, it sorts.
  fileprivate func select(_ place: Int) {
    // SAFETY: the pivot is one of the values, and none is NaN: so both searches are stopped, in the first
    // round by the pivot and then by the values that were swapped; `low...high` always holds `place`.
    var low = 0
    var high = count - 1
    var rounds = 2 * bitWidth(UInt64(count))
    while high - low > 16, rounds > 0 {
      let pivot = median(self[low], self[low + (high - low) / 2], self[high])
      var left = low
      var right = high
      while left <= right {
        while self[left] < pivot { left += 1 }
        while self[right] > pivot { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if place <= right { high = right } else if place >= left { low = left } else { return }
      rounds -= 1
    }
    var rest = UnsafeMutableBufferPointer(rebasing: self[low...high])
    rest.sort()
  }
}

private func median(_ first: Double, _ second: Double, _ third: Double) -> Double {
  max(min(first, second), min(max(first, second), third))
}
