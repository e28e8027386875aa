/// The headers of an `AV1Still`: the sequence, and the frame around its tiles.
struct AV1Header {
  let still: AV1Still
  let tiling: AV1Tiling

  init(_ still: AV1Still) {
    self.still = still
    tiling = AV1Tiling(width: still.width, height: still.height)
  }

  private var isMonochrome: Bool { still.planeCount == 1 }
  private var profile: Int { isMonochrome ? 0 : 1 }

  /// The least level that the size fits, as AV1 numbers them.
  private var level: Int {
    let limits = [
      (0, 147_456, 2048, 1152), (1, 278_784, 2816, 1584), (4, 665_856, 4352, 2448),
      (5, 1_065_024, 5504, 3096), (8, 2_359_296, 6144, 3456), (12, 8_912_896, 8192, 4352),
      (16, 35_651_584, 16384, 8704),
    ]
    let fitting = limits.first { _, area, width, height in
      still.width * still.height <= area && still.width <= width && still.height <= height
    }
    return fitting?.0 ?? 31
  }

  /// The sequence header with its frame of an open bitstream unit.
  func sequenceUnit() -> [UInt8] {
    var bits = AV1BitWriter()
    bits.write(profile, 3)
    bits.write(1, 1)  // still_picture
    bits.write(1, 1)  // reduced_still_picture_header
    bits.write(level, 5)
    bits.write(15, 4)  // frame_width_bits_minus_1
    bits.write(15, 4)
    bits.write(still.width - 1, 16)
    bits.write(still.height - 1, 16)
    // 64x64 superblocks; no filter_intra, edge filter, superres, cdef, restoration.
    bits.write(0, 6)
    bits.write(0, 1)  // high_bitdepth
    if isMonochrome { bits.write(1, 1) }
    bits.write(1, 1)  // color_description_present_flag
    bits.write(1, 8)  // primaries of BT.709
    bits.write(13, 8)  // the sRGB curve
    bits.write(6, 8)  // the matrix of BT.601
    bits.write(1, 1)  // full range
    if !isMonochrome { bits.write(0, 1) }  // separate_uv_delta_q
    bits.write(0, 1)  // film_grain_params_present
    bits.close()
    return AV1Header.unit(type: 1, bits.bytes)
  }

  /// The `av1C` box's payload.
  func configuration() -> [UInt8] {
    let chroma: UInt8 = isMonochrome ? 0x1C : 0
    return [0x81, UInt8(profile << 5 | level), chroma, 0] + sequenceUnit()
  }

  /// The frame header and the tiles, in one unit.
  func frameUnit(tiles: [UInt8]) -> [UInt8] {
    var bits = AV1BitWriter()
    bits.write(1, 1)  // disable_cdf_update
    bits.write(0, 1)  // allow_screen_content_tools
    bits.write(0, 1)  // render_and_frame_size_different
    bits.write(1, 1)  // uniform_tile_spacing_flag
    if tiling.asksForColumns { bits.write(0, 1) }
    if tiling.asksForRows { bits.write(0, 1) }
    if tiling.columnsLog2 + tiling.rowsLog2 > 0 {
      bits.write(0, tiling.columnsLog2 + tiling.rowsLog2)  // context_update_tile_id
      bits.write(3, 2)  // tile_size_bytes_minus_1
    }
    bits.write(still.quantizerIndex, 8)
    bits.write(0, 1)  // no delta for luma DC
    if !isMonochrome { bits.write(0, 2) }  // nor for chroma
    bits.write(0, 1)  // using_qmatrix
    bits.write(0, 1)  // segmentation_enabled
    bits.write(0, 1)  // delta_q_present
    bits.write(0, 12)  // loop_filter_level
    bits.write(0, 4)  // loop_filter_sharpness, loop_filter_delta_enabled
    bits.write(0, 1)  // tx_mode_select
    bits.write(1, 1)  // reduced_tx_set
    bits.align()
    if tiling.count > 1 {
      bits.write(0, 1)  // tile_start_and_end_present_flag
      bits.align()
    }
    return AV1Header.unit(type: 6, bits.bytes + tiles)
  }

  /// The still whose headers these bytes are, bit for bit, with the bytes of its tiles.
  static func recognize(
    _ bytes: ArraySlice<UInt8>,
    width: Int,
    height: Int,
    planeCount: Int
  ) -> (AV1Still, ArraySlice<UInt8>)? {
    let still = AV1Still(width: width, height: height, quantizerIndex: 1, planeCount: planeCount)
    let sequence = AV1Header(still).sequenceUnit()
    guard bytes.starts(with: sequence) else { return nil }
    let unit = bytes.dropFirst(sequence.count)
    let sizeLength = 1 + unit.dropFirst().prefix { $0 >= 0x80 }.count
    let payload = unit.dropFirst(1 + sizeLength)
    guard unit.first == 6 << 3 | 2 else { return nil }
    for index in 1...255 {
      var candidate = still
      candidate.quantizerIndex = index
      let frame = AV1Header(candidate).frameUnit(tiles: []).dropFirst(2)
      if payload.starts(with: frame) { return (candidate, payload.dropFirst(frame.count)) }
    }
    return nil
  }

  private static func unit(type: UInt8, _ payload: [UInt8]) -> [UInt8] {
    var size: [UInt8] = []
    var rest = payload.count
    while rest >= 0x80 {
      size.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return [type << 3 | 2] + size + [UInt8(rest)] + payload
  }
}
