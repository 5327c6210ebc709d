/// A block that has found its place: how high it is, and how it is drawn.
struct PlacedPiece {
  let height: Double
  let paint: (Pen, Double) -> Void
  var y = 0.0

  func draw(_ pen: Pen) { paint(pen, y) }
}

/// Breaks blocks into pages from top to bottom; a heading stays with what follows it.
struct Flow {
  private let paper: Paper
  private let pen: Pen
  private var left: Double { Paper.margin }

  init(_ paper: Paper, _ pen: Pen) {
    self.paper = paper
    self.pen = pen
  }

  func pages(_ blocks: [PrintBlock]) -> [[PlacedPiece]] {
    var pages: [[PlacedPiece]] = [[]]
    var y = Paper.margin
    for (index, block) in blocks.enumerated() {
      let pieces = pieces(of: block)
      var needed = pieces.first?.height ?? 0
      if case .heading = block, index + 1 < blocks.count {
        needed += self.pieces(of: blocks[index + 1]).first?.height ?? 0
      }
      if y + needed > paper.bottom, !(pages.last?.isEmpty ?? true) {
        pages.append([])
        y = Paper.margin
      }
      for var piece in pieces {
        if y + piece.height > paper.bottom, !(pages.last?.isEmpty ?? true) {
          pages.append([])
          y = Paper.margin
        }
        piece.y = y
        y += piece.height
        pages[pages.count - 1].append(piece)
      }
    }
    return pages
  }

  private func pieces(of block: PrintBlock) -> [PlacedPiece] {
    switch block {
    case .title(let words): [text(words, size: 18, .bold, after: 4)]
    case .heading(let words): [text(words, size: 12, .bold, before: 10, after: 3)]
    case .paragraph(let words): [text(words, size: 9.5, after: 4)]
    case .note(let words): [text(words, size: 8, ink: .quiet, after: 3)]
    case .table(let header, let widths, let rows): table(header, widths, rows)
    case .interval(let interval): [piece(of: interval)]
    case .signatures(let signatures): signatures.map(piece(of:))
    case .space(let height): [PlacedPiece(height: height) { _, _ in }]
    }
  }

  private func text(
    _ words: String, size: Double, _ weight: Pen.Weight = .plain, ink: Pen.Ink = .full, before: Double = 0,
    after: Double
  ) -> PlacedPiece {
    let (x, width) = (left, paper.inner)
    let height = pen.height(words, size: size, weight, width: width)
    return PlacedPiece(height: before + height + after) { pen, y in
      pen.write(words, x: x, y: y + before, width: width, size: size, weight, ink: ink)
    }
  }

  private func table(_ header: [String], _ widths: [Int], _ rows: [[String]]) -> [PlacedPiece] {
    let total = Double(widths.reduce(0, +))
    let columns = widths.map { Double($0) / total * paper.inner }
    return [row(header, columns, .bold)] + rows.map { row($0, columns, .plain) }
  }

  private func row(_ cells: [String], _ columns: [Double], _ weight: Pen.Weight) -> PlacedPiece {
    let (x, right) = (left, paper.width - Paper.margin)
    let heights = zip(cells, columns).map { pen.height($0, size: 8.5, weight, width: $1 - 6) }
    let height = (heights.max() ?? 10) + 5
    return PlacedPiece(height: height) { pen, y in
      var place = x
      for (cell, width) in zip(cells, columns) {
        pen.write(cell, x: place, y: y + 2, width: width - 6, size: 8.5, weight)
        place += width
      }
      pen.line(from: (x, y + height), to: (right, y + height), ink: weight == .bold ? .quiet : .hair)
    }
  }

  private func piece(of interval: PrintInterval) -> PlacedPiece {
    let (x, titleWidth, lineWidth) = (left, paper.inner * 0.36, paper.inner * 0.6)
    let lineX = x + paper.inner * 0.4
    let title = pen.height(interval.title, size: 9.5, .bold, width: titleWidth)
    let words = pen.height(interval.words, size: 8.5, width: paper.inner)
    let top = max(title, 14)
    return PlacedPiece(height: top + words + 12) { pen, y in
      pen.write(interval.title, x: x, y: y, width: titleWidth, size: 9.5, .bold)
      let middle = y + 8
      pen.line(from: (lineX, middle), to: (lineX + lineWidth, middle))
      let place: (Double) -> Double = { lineX + min(1, max(0, $0)) * lineWidth }
      if let low = interval.low, let high = interval.high {
        pen.line(from: (place(low), middle), to: (place(high), middle), width: 3.5, ink: .quiet)
      }
      if let peers = interval.peers {
        pen.line(from: (place(peers), middle - 6), to: (place(peers), middle + 6), width: 1.2, ink: .quiet)
      }
      if let target = interval.target { pen.triangle(x: place(target), y: middle + 7, side: 4.5) }
      if let value = interval.value { pen.dot(x: place(value), y: middle, radius: 3.2) }
      pen.write(interval.words, x: x, y: y + top + 1, width: self.paper.inner, size: 8.5)
    }
  }

  private func piece(of signature: PrintSignature) -> PlacedPiece {
    let (x, width) = (left, paper.inner)
    let words = pen.height(signature.signed, size: 8.5, width: width * 0.62)
    let height = max(words, 12) + 22
    return PlacedPiece(height: height) { pen, y in
      pen.write(signature.role + ": " + signature.name, x: x, y: y + 10, width: width * 0.34, size: 9, .bold)
      pen.write(signature.signed, x: x + width * 0.36, y: y + 10, width: width * 0.62, size: 8.5)
      pen.line(from: (x + width * 0.36, y + height - 6), to: (x + width, y + height - 6), ink: .quiet)
    }
  }
}
