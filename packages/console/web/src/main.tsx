import { render } from "preact";
import "./ui/tokens.css";
import "./ui/base.css";
import { App } from "./app/index.ts";
import { browserModel } from "./client/index.ts";
import { followTheme } from "./ui/theme.ts";

const model = browserModel(window);
followTheme(model.theme, window);
render(<App model={model} />, document.querySelector("#page")!);
