/** A code that a phone's camera reads, as a drawing: no canvas, no image, so any content security policy will do. */
import { encode } from "uqr";

const SVG = "http://www.w3.org/2000/svg";
/** Around the code, in modules, as the standard asks. */
const QUIET = 4;

export function qrCode(text: string): SVGSVGElement {
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("class", "qr");
  svg.setAttribute("part", "qr-code");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "QR code of the link");
  svg.setAttribute("shape-rendering", "crispEdges");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", darkModules(data));
  svg.append(path);
  return svg;
}

/** Each run of dark modules in a row is one rectangle. */
function darkModules(rows: readonly (readonly boolean[])[]): string {
  let d = "";
  for (const [y, row] of rows.entries()) {
    for (let x = 0; x < row.length; x++) {
      let width = 0;
      while (row[x + width] === true) width++;
      if (width > 0) d += `M${x} ${y}h${width}v1h-${width}z`;
      x += width;
    }
  }
  return d;
}
