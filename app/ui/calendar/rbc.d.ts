declare module "react-big-calendar/lib/addons/dragAndDrop/index.js" {
  export * from "react-big-calendar/lib/addons/dragAndDrop";
  export { default } from "react-big-calendar/lib/addons/dragAndDrop";
}
