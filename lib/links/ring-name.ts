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

/** A bird for a ring id: always the same one. Two rings may share a bird, so the id stands beside it. */
export function ringName(id: string): string {
  let h = 7;
  for (let i = 0; i < id.length; i += 1) h = (h * 31 + id.charCodeAt(i)) % 1_000_003;
  return BIRDS[h % BIRDS.length]!;
}
