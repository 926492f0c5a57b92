import { type ReactNode, useEffect, useId, useRef } from "react";
import { Icon } from "./icon";
import { useT } from "./locale";

/**
 * A native dialog. `open` and `onClose` by the caller; Escape, the cross and the backdrop close it, focus returns by itself.
 * Whatever it offers must also stand on a page of its own, for browsers without JavaScript.
 */
export function Dialog({
  open,
  onClose,
  title,
  children,
}: {
  open: boolean;
  onClose: () => void;
  title: ReactNode;
  children: ReactNode;
}) {
  const t = useT();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const element = dialog.current;
    if (!element || element.open === open) return;
    if (open) element.showModal();
    else element.close();
  }, [open]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes a native dialog already
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={id}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id={id}>{title}</h2>
          <button type="button" className="icon-button" onClick={onClose}>
            <Icon name="close" label={t("common:action.close")} />
          </button>
        </div>
        {open && children}
      </div>
    </dialog>
  );
}
