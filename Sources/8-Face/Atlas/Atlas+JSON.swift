package import CanonicalJSON

extension Atlas {
  /// What a site shows, whose first page is `index`.
  package func json(index: String) -> JSON {
    [
      "index": .string(index),
      "sheets": .array(
        sheets.map { sheet in
          [
            "gateway": .string(sheet.gateway), "version": .string(sheet.version),
            "badge": .string(levelBadge(sheet).message),
          ]
        }
      ),
    ]
  }
}
