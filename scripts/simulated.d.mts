export function buildSimulated(options?: { folder?: string; ifNeeded?: boolean; flags?: string[] }): void;
export function buildChanged(name: 'cuda' | 'tensorrt', place: { folder: string; native: string }): void;
export function simulatedEnvironment(folder?: string): Record<string, string>;
