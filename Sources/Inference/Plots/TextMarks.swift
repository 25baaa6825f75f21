/// Which characters text plots are made of.
public enum TextMarks: Sendable, Equatable {
    /// ASCII only; right in every locale.
    case plain
    /// Lines of Unicode's box drawing characters.
    case boxDrawing

    var vertical: Character { self == .plain ? "|" : "│" }
    var horizontal: Character { self == .plain ? "-" : "─" }
    var corner: Character { self == .plain ? "+" : "└" }
    /// A tick on the vertical axis.
    var leftTick: Character { self == .plain ? "+" : "┤" }
    /// A tick on the horizontal axis.
    var bottomTick: Character { self == .plain ? "+" : "┬" }
    /// A filled cell of a bar.
    var bar: Character { self == .plain ? "#" : "█" }
    /// A cell of a box.
    var box: Character { self == .plain ? "=" : "▒" }
    /// An estimate.
    var point: Character { self == .plain ? "#" : "■" }
    /// An outlier.
    var outlier: Character { self == .plain ? "o" : "○" }
}
