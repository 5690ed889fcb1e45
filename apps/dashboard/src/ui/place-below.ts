/** Puts a popup below what opened it, or above where there is more room; never over the edge of the screen. */

const GAP_PX = 6;
const EDGE_PX = 8;
const ENOUGH_PX = 240;

/** Needs nothing of the popup's own size, so it can run before it is shown. */
export function placeBelow(popup: HTMLElement, opener: HTMLElement, align: "start" | "end"): void {
  const box = opener.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  const below = clientHeight - box.bottom - GAP_PX - EDGE_PX;
  const above = box.top - GAP_PX - EDGE_PX;
  const isBelow = below >= Math.min(ENOUGH_PX, above);
  const { style } = popup;
  style.top = isBelow ? `${box.bottom + GAP_PX}px` : "auto";
  style.bottom = isBelow ? "auto" : `${clientHeight - box.top + GAP_PX}px`;
  style.left = align === "start" ? `${box.left}px` : "auto";
  style.right = align === "start" ? "auto" : `${clientWidth - box.right}px`;
  style.maxHeight = `${isBelow ? below : above}px`;
  style.maxWidth = `${(align === "start" ? clientWidth - box.left : box.right) - EDGE_PX}px`;
}
