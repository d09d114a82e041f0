import type { OnvifEvent } from "../transport/onvif-transport.ts";
import { documentShape, type Meaning, type Shape, unknownShape } from "./document-shape.ts";
import { beginNotification, type Items, type Notification, readItem, readMessage, toEvent } from "./notification.ts";
import { addClass, beginObject, type SeenObject } from "./seen-object.ts";
import { noTransformation, type Transformation } from "./transformation.ts";
import { readUtcTime } from "./utc-time.ts";
import type { XmlAttributes } from "./xml-attributes.ts";
import { toNumber } from "./xml-number.ts";
import type { XmlVisitor } from "./xml-reader.ts";

/** One `tt:Frame` as it stands in a document. */
export interface SeenFrame {
  readonly at: number | undefined;
  readonly transformation: Transformation;
  readonly objects: SeenObject[];
  /** Its transformation is no numbers: nothing in it has a place. */
  broken: boolean;
}

/** Hears of the elements of one metadata document and keeps what is known in it. */
export class DocumentReader implements XmlVisitor {
  readonly frames: SeenFrame[] = [];
  readonly events: OnvifEvent[] = [];
  /** The root is a metadata stream. */
  isMetadata = false;
  /** Something in it is beyond a bound. */
  tooMuch = false;
  wantsText = false;
  readonly #shapes: Shape[] = [documentShape];
  #frame: SeenFrame | undefined;
  #object: SeenObject | undefined;
  #transformation: Transformation | undefined;
  #notification: Notification | undefined;
  #items: Items | undefined;
  #said = "";
  #candidate = "";
  #likelihood: number | undefined;

  open(name: string, attributes: XmlAttributes): void {
    const shape = this.#shapes[this.#shapes.length - 1]!.children.get(name) ?? unknownShape;
    if (this.#shapes.length === 1) this.isMetadata = shape !== unknownShape;
    this.#shapes.push(shape);
    this.wantsText = shape.hasText;
    this.#said = "";
    if (shape.meaning !== "none") this.#begin(shape.meaning, attributes);
  }

  text(text: string): void {
    this.#said += text;
  }

  close(): void {
    const { meaning } = this.#shapes.pop()!;
    this.wantsText = this.#shapes[this.#shapes.length - 1]!.hasText;
    if (meaning !== "none") this.#end(meaning);
  }

  #begin(meaning: Meaning, attributes: XmlAttributes): void {
    switch (meaning) {
      case "frame":
        this.#frame = {
          at: readUtcTime(attributes.get("UtcTime")),
          transformation: noTransformation(),
          objects: [],
          broken: false,
        };
        this.frames.push(this.#frame);
        break;
      case "object":
        this.#object = beginObject(attributes);
        this.#frame?.objects.push(this.#object);
        break;
      case "box":
        this.#box(attributes);
        break;
      case "center":
        this.#center(attributes);
        break;
      case "transformation":
        this.#transform();
        break;
      case "translate":
      case "scale":
        this.#vector(meaning, attributes);
        break;
      case "type":
        this.#likelihood = attributes.has("Likelihood") ? attributes.number("Likelihood") : undefined;
        break;
      case "candidate":
        this.#candidate = "";
        this.#likelihood = undefined;
        break;
      case "notification":
        this.#notification = beginNotification();
        break;
      case "message":
        if (this.#notification !== undefined) readMessage(this.#notification, attributes);
        break;
      case "source":
      case "key":
      case "data":
        this.#items = this.#notification?.[meaning];
        break;
      case "item":
        if (this.#items !== undefined && !readItem(this.#items, attributes)) this.tooMuch = true;
        break;
      default:
        break;
    }
  }

  #end(meaning: Meaning): void {
    switch (meaning) {
      case "object":
        this.#object = undefined;
        break;
      case "type":
        if (this.#object !== undefined) addClass(this.#object, this.#said, this.#likelihood);
        break;
      case "candidate-type":
        this.#candidate = this.#said;
        break;
      case "likelihood":
        this.#likelihood = toNumber(this.#said);
        break;
      case "candidate":
        if (this.#object !== undefined) addClass(this.#object, this.#candidate, this.#likelihood);
        break;
      case "topic":
        if (this.#notification !== undefined) this.#notification.topic = this.#said;
        break;
      case "notification": {
        const event = this.#notification && toEvent(this.#notification);
        if (event !== undefined) this.events.push(event);
        this.#notification = undefined;
        break;
      }
      default:
        break;
    }
  }

  #box(attributes: XmlAttributes): void {
    const object = this.#object;
    if (object === undefined) return;
    const left = attributes.number("left");
    const top = attributes.number("top");
    const right = attributes.number("right");
    const bottom = attributes.number("bottom");
    if (Number.isNaN(left + top + right + bottom)) object.broken = true;
    else object.box = [left, top, right, bottom];
  }

  #center(attributes: XmlAttributes): void {
    const object = this.#object;
    // Where there is a box, which comes first, nothing is made of it.
    if (object === undefined || object.box !== undefined) return;
    const [x, y] = [attributes.number("x"), attributes.number("y")];
    if (Number.isNaN(x + y)) object.broken = true;
    else object.center = [x, y];
  }

  #transform(): void {
    if (this.#object === undefined) this.#transformation = this.#frame?.transformation;
    else this.#transformation = this.#object.transformation = noTransformation();
  }

  #vector(meaning: "translate" | "scale", attributes: XmlAttributes): void {
    const [x, y] = [attributes.number("x"), attributes.number("y")];
    const into = this.#transformation;
    if (Number.isNaN(x + y)) {
      const owner = this.#object ?? this.#frame;
      if (owner !== undefined) owner.broken = true;
    } else if (into !== undefined && meaning === "scale") {
      into.scaleX = x;
      into.scaleY = y;
    } else if (into !== undefined) {
      into.translateX = x;
      into.translateY = y;
    }
  }
}
