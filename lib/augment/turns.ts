import { group } from 'd3-array';
import { randomFor, shuffled } from '../dataset/random.js';

/**
 * Draws members of groups in turn. Every group comes up once in each round, and within a group every member comes up once
 * before any repeats, both in random order. A draw depends only on the seed, its number and the members.
 *
 * @example
 * const turns = new Turns(patches, ({ category }) => category, 1, 'patch');
 * turns.draw(0); // a patch of a random category
 */
export class Turns<T> {
  private readonly groups: ReadonlyMap<string, readonly T[]>;
  /** The last order of each list, because the next draw mostly needs it again. */
  private readonly orders = new Map<string, { number: number; order: readonly unknown[] }>();

  /** @param role keeps the draws of different lists apart */
  constructor(
    members: readonly T[],
    private readonly groupOf: (member: T) => string,
    private readonly seed: number,
    private readonly role: string,
  ) {
    this.groups = group(members, groupOf);
  }

  /** @param number of the draw, from 0 */
  draw(number: number): T {
    const names = [...this.groups.keys()];
    const [round, turn] = [Math.floor(number / names.length), number % names.length];
    const name = this.order('groups', round, names)[turn]!;
    const members = this.groups.get(name)!;
    const [pass, place] = [Math.floor(round / members.length), round % members.length];
    return this.order(`members of ${name}`, pass, members)[place]!;
  }

  /** All members of the group of a member, itself included. */
  groupWith(member: T): readonly T[] {
    return this.groups.get(this.groupOf(member))!;
  }

  private order<M>(list: string, number: number, members: readonly M[]): readonly M[] {
    const last = this.orders.get(list);
    if (last?.number === number) return last.order as readonly M[];
    const order = shuffled(randomFor(this.seed, this.role, list, number), members);
    this.orders.set(list, { number, order });
    return order;
  }
}
