import { render } from "preact";

render(<main>Aisle</main>, document.querySelector("#page")!);
