import type { ShellModel } from "../client/index.ts";
import { Incompatible, Login, LostBanner, Waiting } from "./connection-views.tsx";
import { PageFrame } from "./page-frame.tsx";

/** The page: what stands between it and the store, or its frame with all rooms. */
export function App({ model }: { readonly model: ShellModel }) {
  const connection = model.connection.value;
  if (connection === "unauthorised") return <Login model={model} />;
  if (connection === "incompatible") return <Incompatible />;
  if (model.hello.value === undefined) {
    return connection === "lost" ? <Waiting model={model} lost /> : <Waiting model={model} />;
  }
  return (
    <>
      {connection === "lost" && <LostBanner model={model} />}
      <PageFrame model={model} />
    </>
  );
}
