/** Copying, also where the clipboard's interface is missing or refused (plain `http:`, a frame without permission). */

/** `field` is a text field that can be seen and selected. Whether the text is on the clipboard now. */
export async function copyText(text: string, field: HTMLTextAreaElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Missing or refused: the old way asks nobody.
    return copyFromField(text, field);
  }
}

/** Leaves the text selected when it fails, so that the person can copy it by hand. */
function copyFromField(text: string, field: HTMLTextAreaElement): boolean {
  field.value = text;
  field.hidden = false;
  field.focus();
  field.select();
  if (!document.execCommand("copy")) return false;
  field.hidden = true;
  return true;
}
