"use strict";
// Folds answers into words of letters and digits, which no chat turns into something else. `parse::folded` reads them.
const codec = (() => {
  const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  // How many digits so many bytes take.
  const WIDTHS = [0, 2, 3, 5, 6, 7, 9, 10, 11];
  const LONGEST = 480;
  // What stands around the body.
  const AROUND = 20;
  const MOST_PARTS = 61;
  // What is unfolded again.
  const MOST_UNFOLDED = 64 * 1024;

  const number = (value, width) => {
    let digits = "";
    let rest = BigInt(value);
    for (let place = 0; place < width; place += 1) {
      digits = DIGITS[Number(rest % 62n)] + digits;
      rest /= 62n;
    }
    return digits;
  };

  const body = (bytes) => {
    let digits = "";
    for (let from = 0; from < bytes.length; from += 8) {
      const group = bytes.subarray(from, from + 8);
      let value = 0n;
      for (const byte of group) value = value * 256n + BigInt(byte);
      digits += number(value, WIDTHS[group.length]);
    }
    return digits;
  };

  const crc = (bytes) => {
    let sum = 0xffffffff;
    for (const byte of bytes) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return (sum ^ 0xffffffff) >>> 0;
  };

  const bytesOf = (text) => new TextEncoder().encode(text);

  // Nothing where the browser cannot.
  const deflated = async (bytes) => {
    try {
      const stream = new Blob([bytes]).stream().pipeThrough(new CompressionStream("deflate-raw"));
      return new Uint8Array(await new Response(stream).arrayBuffer());
    } catch {
      return null;
    }
  };

  // As many bytes as fit one part: whole groups, and as much of one as is left.
  const room = LONGEST - AROUND;
  const MOST_BYTES = 8 * Math.floor(room / 11) + WIDTHS.findLastIndex((width) => width <= room % 11);

  // The lines of an answer; nothing where it is more than fits.
  const fold = async (sheet, who, rev, payload) => {
    const plain = bytesOf(payload);
    const packed = await deflated(plain);
    const isPacked = packed !== null && packed.length < plain.length;
    const bytes = isPacked ? packed : plain;
    const parts = Math.max(1, Math.ceil(bytes.length / MOST_BYTES));
    if (parts > MOST_PARTS || plain.length > MOST_UNFOLDED) return null;
    const tag = number(crc(plain) % 238328, 3);
    return Array.from({ length: parts }, (_, place) => {
      const digits = body(bytes.subarray(place * MOST_BYTES, (place + 1) * MOST_BYTES));
      const head = "tb1" + sheet + who + number(rev, 1) + tag + (isPacked ? "z" : "p");
      const part = head + number(place + 1, 1) + number(parts, 1) + number(digits.length, 2) + digits;
      return part + number(crc(bytesOf(part)) % 3844, 2);
    });
  };

  return { fold };
})();
