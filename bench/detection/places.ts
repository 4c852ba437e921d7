/** A city where people of the world live. `weight` is its share of the accounts; 0: nobody declares it, somebody may work or travel there. */
export type Place = { country: string; region: string; city: string; lat: number; lon: number; zone: string; weight: number };

function cities(country: string, zone: string, ...rows: readonly [city: string, region: string, lat: number, lon: number, weight: number, zone?: string][]): Place[] {
  return rows.map(([city, region, lat, lon, weight, own]) => ({ country, region, city, lat, lon, zone: own ?? zone, weight }));
}

export const PLACES: readonly Place[] = [
  ...cities('US', 'America/New_York', ['New York', 'New York', 40.71, -74.01, 4], ['Chicago', 'Illinois', 41.88, -87.63, 2, 'America/Chicago'], ['Phoenix', 'Arizona', 33.45, -112.07, 2, 'America/Phoenix'], ['Los Angeles', 'California', 34.05, -118.24, 3, 'America/Los_Angeles'], ['Atlanta', 'Georgia', 33.75, -84.39, 2], ['Dallas', 'Texas', 32.78, -96.8, 2, 'America/Chicago']),
  ...cities('GB', 'Europe/London', ['London', 'England', 51.51, -0.13, 3.5], ['Leeds', 'England', 53.8, -1.55, 1.5], ['Manchester', 'England', 53.48, -2.24, 1.5], ['Bristol', 'England', 51.45, -2.59, 1]),
  ...cities('CA', 'America/Toronto', ['Toronto', 'Ontario', 43.65, -79.38, 1.8], ['Calgary', 'Alberta', 51.05, -114.07, 1, 'America/Edmonton']),
  ...cities('DE', 'Europe/Berlin', ['Berlin', 'Berlin', 52.52, 13.4, 2], ['Hamburg', 'Hamburg', 53.55, 9.99, 1.5]),
  ...cities('FR', 'Europe/Paris', ['Paris', 'Île-de-France', 48.86, 2.35, 2], ['Lyon', 'Auvergne-Rhône-Alpes', 45.76, 4.84, 1]),
  ...cities('NL', 'Europe/Amsterdam', ['Amsterdam', 'North Holland', 52.37, 4.9, 1.2], ['Rotterdam', 'South Holland', 51.92, 4.48, 0.8]),
  ...cities('ES', 'Europe/Madrid', ['Madrid', 'Madrid', 40.42, -3.7, 1.8], ['Barcelona', 'Catalonia', 41.39, 2.17, 1.5]),
  ...cities('PT', 'Europe/Lisbon', ['Lisbon', 'Lisbon', 38.72, -9.14, 1.5]),
  ...cities('IT', 'Europe/Rome', ['Milan', 'Lombardy', 45.46, 9.19, 1.5], ['Rome', 'Lazio', 41.9, 12.5, 1.5]),
  ...cities('SE', 'Europe/Stockholm', ['Stockholm', 'Stockholm', 59.33, 18.07, 0.9], ['Göteborg', 'Västra Götaland', 57.71, 11.97, 0.7]),
  ...cities('PL', 'Europe/Warsaw', ['Warsaw', 'Masovia', 52.23, 21.01, 1.6], ['Poznan', 'Greater Poland', 52.41, 16.93, 1.4]),
  ...cities('HU', 'Europe/Budapest', ['Budapest', 'Budapest', 47.5, 19.04, 2]),
  ...cities('RO', 'Europe/Bucharest', ['Bucharest', 'Bucharest', 44.43, 26.1, 1.8], ['Cluj-Napoca', 'Cluj', 46.77, 23.6, 1.2]),
  ...cities('UA', 'Europe/Kiev', ['Kyiv', 'Kyiv City', 50.45, 30.52, 2.5], ['Kharkiv', 'Kharkiv', 49.99, 36.23, 1.5]),
  ...cities('TR', 'Europe/Istanbul', ['Istanbul', 'Istanbul', 41.01, 28.98, 2], ['Ankara', 'Ankara', 39.93, 32.86, 1]),
  ...cities('RU', 'Europe/Moscow', ['Moscow', 'Moscow', 55.76, 37.62, 1.5], ['Vladivostok', 'Primorye', 43.12, 131.89, 1, 'Asia/Vladivostok']),
  ...cities('CN', 'Asia/Shanghai', ['Shanghai', 'Shanghai', 31.23, 121.47, 1], ['Shenzhen', 'Guangdong', 22.54, 114.06, 1], ['Shenyang', 'Liaoning', 41.8, 123.43, 0.9], ['Dalian', 'Liaoning', 38.91, 121.6, 0.3], ['Changchun', 'Jilin', 43.82, 125.32, 0.6]),
  ...cities('KR', 'Asia/Seoul', ['Seoul', 'Seoul', 37.57, 126.98, 2]),
  ...cities('JP', 'Asia/Tokyo', ['Tokyo', 'Tokyo', 35.68, 139.69, 1.5], ['Osaka', 'Osaka', 34.69, 135.5, 0.8]),
  ...cities('IN', 'Asia/Kolkata', ['Bengaluru', 'Karnataka', 12.97, 77.59, 4], ['Mumbai', 'Maharashtra', 19.08, 72.88, 3], ['Kolkata', 'West Bengal', 22.57, 88.36, 3]),
  ...cities('PK', 'Asia/Karachi', ['Karachi', 'Sindh', 24.86, 67.01, 2.5], ['Lahore', 'Punjab', 31.55, 74.34, 2.5]),
  ...cities('BD', 'Asia/Dhaka', ['Dhaka', 'Dhaka', 23.81, 90.41, 4]),
  ...cities('PH', 'Asia/Manila', ['Manila', 'Metro Manila', 14.6, 120.98, 4], ['Cebu', 'Central Visayas', 10.32, 123.89, 2]),
  ...cities('ID', 'Asia/Jakarta', ['Jakarta', 'Jakarta', -6.21, 106.85, 2.5], ['Surabaya', 'East Java', -7.25, 112.75, 1]),
  ...cities('VN', 'Asia/Ho_Chi_Minh', ['Ho Chi Minh City', 'Ho Chi Minh', 10.82, 106.63, 1.8], ['Hanoi', 'Hanoi', 21.03, 105.85, 1.4]),
  ...cities('LA', 'Asia/Vientiane', ['Vientiane', 'Vientiane', 17.97, 102.6, 0.2]),
  ...cities('TH', 'Asia/Bangkok', ['Bangkok', 'Bangkok', 13.76, 100.5, 0.8]),
  ...cities('NG', 'Africa/Lagos', ['Lagos', 'Lagos', 6.52, 3.38, 3.5]),
  ...cities('KE', 'Africa/Nairobi', ['Nairobi', 'Nairobi', -1.29, 36.82, 3]),
  ...cities('EG', 'Africa/Cairo', ['Cairo', 'Cairo', 30.04, 31.24, 3]),
  ...cities('ZA', 'Africa/Johannesburg', ['Johannesburg', 'Gauteng', -26.2, 28.05, 1.2], ['Cape Town', 'Western Cape', -33.92, 18.42, 0.9]),
  ...cities('AE', 'Asia/Dubai', ['Dubai', 'Dubai', 25.2, 55.27, 1]),
  ...cities('BR', 'America/Sao_Paulo', ['Sao Paulo', 'São Paulo', -23.55, -46.63, 3], ['Rio de Janeiro', 'Rio de Janeiro', -22.91, -43.17, 2]),
  ...cities('AR', 'America/Argentina/Buenos_Aires', ['Buenos Aires', 'Buenos Aires', -34.6, -58.38, 3]),
  ...cities('MX', 'America/Mexico_City', ['Mexico City', 'Mexico City', 19.43, -99.13, 2.2]),
  ...cities('AU', 'Australia/Sydney', ['Sydney', 'New South Wales', -33.87, 151.21, 1.4], ['Melbourne', 'Victoria', -37.81, 144.96, 1, 'Australia/Melbourne']),
];

/** The language, keyboard and currency that are usual in a country: [languages of a browser, keyboard layout, currency paid out]. */
const CUSTOMS: Record<string, readonly [languages: readonly string[], keyboard: string, currency: string]> = {
  US: [['en-US'], 'us', 'USD'], GB: [['en-GB', 'en'], 'gb', 'GBP'], CA: [['en-CA', 'en'], 'us', 'CAD'], DE: [['de-DE', 'de', 'en'], 'de', 'EUR'], FR: [['fr-FR', 'fr', 'en'], 'fr', 'EUR'],
  NL: [['nl-NL', 'nl', 'en'], 'us-intl', 'EUR'], ES: [['es-ES', 'es', 'en'], 'es', 'EUR'], PT: [['pt-PT', 'pt', 'en'], 'pt', 'EUR'], IT: [['it-IT', 'it', 'en'], 'it', 'EUR'], SE: [['sv-SE', 'sv', 'en'], 'se', 'EUR'],
  PL: [['pl-PL', 'pl', 'en'], 'pl', 'EUR'], HU: [['hu-HU', 'hu', 'en'], 'hu', 'EUR'], RO: [['ro-RO', 'ro', 'en'], 'ro', 'EUR'], UA: [['uk-UA', 'uk', 'ru', 'en'], 'ua', 'USD'], TR: [['tr-TR', 'tr', 'en'], 'tr', 'USD'],
  RU: [['ru-RU', 'ru', 'en'], 'ru', 'USD'], CN: [['zh-CN', 'zh', 'en'], 'us', 'USD'], KR: [['ko-KR', 'ko', 'en'], 'kr', 'USD'], JP: [['ja-JP', 'ja', 'en'], 'jp', 'USD'], BR: [['pt-BR', 'pt', 'en'], 'br', 'USD'],
  AR: [['es-AR', 'es', 'en'], 'latam', 'USD'], MX: [['es-MX', 'es', 'en'], 'latam', 'USD'], EG: [['ar-EG', 'ar', 'en'], 'ara', 'USD'], VN: [['vi-VN', 'vi', 'en'], 'us', 'USD'], TH: [['th-TH', 'th', 'en'], 'th', 'USD'],
  ID: [['id-ID', 'id', 'en'], 'us', 'USD'], AU: [['en-AU', 'en'], 'us', 'AUD'], IN: [['en-IN', 'en-GB', 'en'], 'us', 'USD'],
};

export function customsOf(country: string): { languages: readonly string[]; keyboard: string; currency: string } {
  const [languages, keyboard, currency] = CUSTOMS[country] ?? [['en-US', 'en'], 'us', 'USD'];
  return { languages, keyboard, currency };
}

/** What one US dollar buys, roughly: amounts are drawn in dollars and sent in the account's own currency. */
export const PER_DOLLAR: Record<string, number> = { USD: 1, EUR: 0.92, GBP: 0.79, CAD: 1.37, AUD: 1.52 };

export function placeNamed(city: string): Place {
  const place = PLACES.find((one) => one.city === city);
  if (!place) throw new Error(`no place called ${city}`);
  return place;
}

/** Great circle, kilometres. */
export function kmBetween(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const radians = Math.PI / 180;
  const half = Math.sin(((b.lat - a.lat) * radians) / 2) ** 2 + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * Math.sin(((b.lon - a.lon) * radians) / 2) ** 2;
  return 12742 * Math.asin(Math.min(1, Math.sqrt(half)));
}
