import { type ComponentType, createContext, type ReactNode, useContext } from "react";

/** What the page lends from other rooms: a gate that signs a person in and then shows its children. */
export interface Slots {
  SignedIn: ComponentType<{ children: ReactNode; help?: ReactNode; title?: string; text?: string }>;
}

const Context = createContext<Slots | null>(null);
export const SlotsProvider = Context.Provider;

export function useSlots(): Slots {
  const slots = useContext(Context);
  if (!slots) throw new Error("useSlots outside SlotsProvider");
  return slots;
}
