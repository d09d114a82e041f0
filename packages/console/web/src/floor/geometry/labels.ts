/** Labels that are kept at most. More are not shown: a screen holds no more. */
const mostLabels = 400;

/** The room that labels have taken, so that none covers another. Used again for each picture, without allocating. */
export class LabelSpace {
  readonly #boxes = new Float64Array(mostLabels * 4);
  #count = 0;

  clear(): void {
    this.#count = 0;
  }

  /** Takes a box (left, top, width, height) where nothing is yet; false where something is or nothing more fits. */
  take(left: number, top: number, width: number, height: number): boolean {
    if (this.#count === mostLabels) return false;
    const boxes = this.#boxes;
    for (let i = 0; i < this.#count * 4; i += 4) {
      if (
        left < boxes[i]! + boxes[i + 2]! &&
        boxes[i]! < left + width &&
        top < boxes[i + 1]! + boxes[i + 3]! &&
        boxes[i + 1]! < top + height
      ) {
        return false;
      }
    }
    const at = this.#count * 4;
    boxes[at] = left;
    boxes[at + 1] = top;
    boxes[at + 2] = width;
    boxes[at + 3] = height;
    this.#count += 1;
    return true;
  }
}
