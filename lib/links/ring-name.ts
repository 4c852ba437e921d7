/** Neutral, short, easy to say on the telephone; no bird of ill repute. */
const BIRDS = [
  'Kestrel', 'Wren', 'Plover', 'Heron', 'Linnet', 'Curlew', 'Dunlin', 'Siskin', 'Avocet', 'Bittern', 'Brambling', 'Bunting',
  'Bustard', 'Buzzard', 'Capercaillie', 'Chaffinch', 'Chiffchaff', 'Coot', 'Cormorant', 'Crake', 'Crane', 'Crossbill', 'Dabchick', 'Dipper',
  'Diver', 'Dotterel', 'Dove', 'Dunnock', 'Egret', 'Eider', 'Fieldfare', 'Firecrest', 'Flycatcher', 'Fulmar', 'Gadwall', 'Gannet',
  'Garganey', 'Godwit', 'Goldcrest', 'Goldeneye', 'Goldfinch', 'Goosander', 'Goshawk', 'Grebe', 'Greenfinch', 'Grosbeak', 'Grouse', 'Guillemot',
  'Harrier', 'Hawfinch', 'Hobby', 'Hoopoe', 'Ibis', 'Jackdaw', 'Kingfisher', 'Kittiwake', 'Knot', 'Lapwing', 'Lark', 'Mallard',
  'Martin', 'Merganser', 'Merlin', 'Moorhen', 'Nightjar', 'Nuthatch', 'Oriole', 'Osprey', 'Ouzel', 'Partridge', 'Petrel', 'Pintail',
  'Pipit', 'Pochard', 'Ptarmigan', 'Puffin', 'Quail', 'Redpoll', 'Redshank', 'Redstart', 'Redwing', 'Robin', 'Roller', 'Ruff',
  'Sanderling', 'Sandpiper', 'Scaup', 'Scoter', 'Serin', 'Shelduck', 'Shoveler', 'Skylark', 'Smew', 'Snipe', 'Spoonbill', 'Starling',
  'Stilt', 'Stonechat', 'Stork', 'Swallow', 'Swift', 'Teal', 'Tern', 'Thrush', 'Treecreeper', 'Turnstone', 'Wagtail', 'Warbler',
  'Waxwing', 'Wheatear', 'Whimbrel', 'Whinchat', 'Wigeon', 'Woodcock', 'Woodlark', 'Woodpecker', 'Wryneck', 'Yellowhammer',
] as const;

/** Before a bird that another ring that stands bears already. */
const KINDS_OF_BIRD = ['Grey', 'Little', 'Great', 'Marsh', 'Wood', 'Rock', 'Sea', 'River', 'Meadow', 'Forest', 'Island', 'Northern', 'Southern', 'Eastern', 'Western', 'Common'] as const;

function numbered(id: string, seed: number): number {
  let h = seed;
  for (let i = 0; i < id.length; i += 1) h = (h * 31 + id.charCodeAt(i)) % 1_000_003;
  return h;
}

/** The bird of a ring id: always the same one, which two ids may share. */
const birdOf = (id: string): string => BIRDS[numbered(id, 7) % BIRDS.length]!;

/**
 * A name for a ring id: its bird; where a ring that stands bears that already, a kind of it ("Marsh Wagtail"), and where all of those are
 * borne, one with a number. `taken`: the names of the rings that stand.
 */
export function ringName(id: string, taken: ReadonlySet<string> = new Set()): string {
  const bird = birdOf(id);
  if (!taken.has(bird)) return bird;
  const first = numbered(id, 11);
  const kinds = KINDS_OF_BIRD.map((_, step) => `${KINDS_OF_BIRD[(first + step) % KINDS_OF_BIRD.length]!} ${bird}`);
  for (let round = 1; ; round += 1) {
    const free = kinds.map((kind) => (round === 1 ? kind : `${kind} ${round}`)).find((name) => !taken.has(name));
    if (free !== undefined) return free;
  }
}

/** The birds of these ids: a name that is taken from them ends with one, or holds it before a number. */
export const birdsOf = (ids: readonly string[]): string[] => [...new Set(ids.map(birdOf))];
