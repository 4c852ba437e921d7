import type { Random } from './random';

/** Given and family names by origin, joined at random: nobody in particular. Most names of a country are of its usual origins; some of any. */
type Origin = { given: readonly string[]; family: readonly string[] };

function origin(given: string, family: string): Origin {
  return { given: given.split(' '), family: family.split(' ') };
}

const ORIGINS = {
  anglo: origin('Alice Martin Rowan Nina Colin Tessa Derek Holly Graham Phoebe Wesley Laurel Stuart Maeve Callum Joanna Barry Imogen Keith Paula Dominic Rhona Neil Bridget', 'Ashdown Barlow Crewe Dunmore Elwood Farrow Garside Hensley Ironside Jessop Kimber Lockyer Marwood Norbury Oakes Penrose Quill Redfern Selby Thorne Underhill Wadley Yardley Copeland'),
  german: origin('Anke Bernd Carina Detlef Elke Falk Greta Holger Ilka Jannik Katrin Lothar Maren Nils Petra Ralf Silke Torben Uta Volker Wiebke Annika Jonas Sabine', 'Ahrens Behnke Clasen Dorn Eggert Fechner Gebhard Hartung Immel Jansen Kessler Lorenz Mertens Nolte Oster Pohlmann Quast Rohde Seifert Thiele Ulrich Vossberg Wendt Zander'),
  french: origin('Adele Bastien Coralie Damien Elodie Fabrice Gaelle Henri Ines Julien Karine Lucas Margaux Nathan Odile Pascal Romane Sylvain Theo Veronique Yannick Zoe Clement Noemie', 'Arnoux Bellanger Carpentier Delorme Estienne Faucher Guillot Hamelin Imbert Jourdan Lacombe Maurel Noiret Ollivier Pelletier Quentin Rousselet Savary Tessier Valade Vasseur Perrin Gaudin Bonnard'),
  iberian: origin('Alba Bruno Carmen Diego Elena Fermin Gloria Hugo Irene Joaquin Lucia Mateo Nuria Oscar Pilar Rafael Sofia Tomas Valeria Ximena Gonzalo Renata Thiago Beatriz', 'Aranda Baeza Carrasco Duarte Escobar Figueroa Galindo Herrero Iglesias Jurado Lozano Madrigal Noguera Olmedo Pacheco Quintana Robledo Salcedo Tavares Urbano Valdivia Zamorano Moreira Teixeira'),
  italian: origin('Alessia Bruno Chiara Dario Elisa Fabio Giada Ivano Letizia Marco Noemi Orazio Paola Renzo Silvia Tullio Ugo Viola Luca Serena Pietro Marta Elio Carlotta', 'Albani Bertolini Cattaneo Donati Esposti Ferrante Galli Lombardini Mantovani Nardi Orlandi Pellegri Quaglia Rinaldi Santoro Tedeschi Ughetti Valenti Zanetti Marchetti Bassani Corsini Fabbri Grandi'),
  nordic: origin('Anders Birgit Carsten Dagny Einar Freja Gunnar Hedda Ingrid Jesper Kirsten Lasse Maja Niklas Oda Per Ragna Sindre Tove Ulf Vera Ylva Henrik Signe', 'Ahlgren Bergqvist Dalgaard Ekstrand Forsberg Granlund Hedlund Isaksen Kjellberg Lundgren Mortensen Nordahl Ostlund Palmgren Ravnsborg Sandvik Thorsen Ulvestad Vinter Wahlstrom Lindahl Nyberg Holm Bakke'),
  slavic: origin('Agata Bogdan Celina Dmytro Elzbieta Filip Galina Henryk Iryna Jakub Kasia Lech Marta Nadiya Oleh Piotr Radka Stepan Tamara Vadim Wanda Yuri Zofia Taras', 'Adamski Bielak Czarny Dubrov Fedoruk Gorski Hrynko Ivanets Jablonski Kowalik Lysenko Malinov Nowicki Oleksyn Petrenko Rudenko Sikora Tkachuk Ursyn Vlasov Wolny Yermak Zielinko Kravets'),
  hungarian: origin('Aron Borbala Csaba Dora Erzsi Ferenc Gabor Hanna Ildiko Janos Kata Laszlo Marton Noemi Peter Reka Sandor Timea Viktor Zsofia Bence Eszter Gergo Luca', 'Almasi Bodnar Csonka Dobos Erdei Fekete Gulyas Hegedus Illes Juhasz Kardos Lukacs Makkai Nemes Orban-Kis Pasztor Racz Somogyi Takacs Urai Varga Zentai Kerekes Vamos'),
  romanian: origin('Adela Bogdan Corina Dragos Emilia Florin Georgiana Horia Ioana Laurentiu Mirela Nicoleta Ovidiu Petru Raluca Sorin Tudor Viorica Anca Catalin Daria Mihai Simona Radu', 'Albescu Barbu Ciobanu Dumitras Ene Florescu Grigore Hanganu Iliescu-Pop Lazarescu Moldovan Neagu Oprea Pavel Radulescu Stanciu Toma Ursu Vasile Zaharia Munteanu Dobre Cojocaru Manea'),
  turkic: origin('Aylin Baris Cemre Deniz Emre Figen Gokhan Hale Ilker Jale Kerem Leyla Murat Nazli Onur Pelin Riza Selin Tolga Umut Volkan Yasemin Zeynep Asli', 'Akinci Balaban Cetinkaya Dogruer Ersoy Firat Gunes Hazar Isikli Karaca Lale Mutluer Narin Ozkal Polat Saygin Tezcan Ulusoy Varol Yalcin Zorlu Kaplan Arikan Sezer'),
  arabic: origin('Amira Bassem Dalia Ehab Farida Ghassan Hala Ibtisam Jamal Karima Lamia Mazen Nadia Omar Rania Sami Tamer Umayma Wael Yasmin Ziad Hadeel Nabil Salma', 'Abaza Barakat Darwish Elmasry Farahat Ghanem Haddad Ismaily Jaber Khalifa Lotfy Mansour Naguib Osman Qabbani Rashad Shahin Taha Wahba Younes Zaki Fathy Kamal Sabry'),
  southasian: origin('Aarav Bhavna Chetan Deepa Eshan Farhana Gaurav Hina Imran Jaya Kabir Lubna Manish Nasreen Omkar Priya Rashid Sana Tanvir Usha Vikram Wasim Yamini Zubair', 'Adhikari Bhuiyan Chaudhry Deshmukh Fernandes Ghoshal Haque Iyengar Jahangir Kulkarni Lodhi Mistry Nair Owais Pillai Qureshi Rahman Sengupta Talukdar Usmani Vaidya Wadhwa Yadavalli Zaman'),
  chinese: origin('Anqi Bowen Chunhua Dawei Enlai Fangyu Guoliang Haiyan Jiahui Kaiwen Lihua Meiling Ningxin Peilin Qiang Ruolan Shuang Tingting Weidong Xiaoyu Yichen Zhigang Yutong Haoran', 'Bai Cao Deng Fan Guan He Jiang Kong Lu Mao Niu Ouyang Pan Qian Ruan Song Tang Wan Xie Yan Zhu Cui Jin Piao'),
  korean: origin('Ara Byungho Chaewon Daehyun Eunji Gayoung Hyunwoo Inseo Jihye Kyungmin Minjae Nari Seojun Taeyang Yerin Wonjae Soyeon Dongha Haneul Jinwoo Mirae Sangwoo Yuna Hojin', 'Ahn Bang Choi Do Gil Han Im Jang Kang Lim Min Nam Oh Park Ryu Shin Tak Uhm Wang Yoo Zong Seo Hwang Baek'),
  japanese: origin('Akari Daichi Emi Fumio Goro Haruka Itsuki Junko Kenta Mayumi Naoki Ritsuko Shota Tomoe Yuji Aoi Hideo Kaori Masato Nozomi Ren Sayaka Takumi Yui', 'Aizawa Fujimori Hamada Ishikura Kawabe Matsuno Nakagiri Okubo Sakurai Tachibana Uemura Wakabayashi Yoshikawa Hoshino Kitano Morishita Nishio Onodera Segawa Terada Kuroda Minami Hayase Sugihara'),
  southeast: origin('Adi Bayani Citra Dung Elena Farah Gilang Hoa Indah Jomar Kim Lan Maricel Nam Putri Rizal Somchai Thuy Udin Vinh Wati Yen Zaldy Anh', 'Aquino-Reyes Bautista Cahyono Dinh Evangelio Firmansyah Gunawan Halim Iskandar Jimenea Kusuma Luong Magsino Ngo Ocampo Phung Rosario Santosa Truong Umali Vergara Wijaya Yulianto Phommachan'),
  african: origin('Adaeze Babajide Chidi Dumisani Ebele Folake Gathoni Hassan Ifeoma Jabari Kamau Lerato Makena Nomsa Obinna Palesa Rashidi Sipho Thandiwe Uche Wanjiru Yetunde Zola Kofi', 'Abara Balogun Chukwu Dlamini Ekwueme Fashola Gichuru Hlongwane Igwe Juma Kariuki Lungu Mwangi Ndlovu Okeke Phiri Radebe Shabangu Tshabala Umeh Wekesa Yakubu Zulu-Nene Mutua'),
} satisfies Record<string, Origin>;
type OriginName = keyof typeof ORIGINS;

const USUAL: Record<string, readonly OriginName[]> = {
  US: ['anglo', 'anglo', 'iberian', 'german', 'african', 'southasian', 'chinese', 'slavic', 'italian', 'southeast'], GB: ['anglo', 'anglo', 'anglo', 'southasian', 'african', 'slavic'], CA: ['anglo', 'anglo', 'french', 'southasian', 'chinese'], AU: ['anglo', 'anglo', 'southeast', 'chinese', 'italian'],
  DE: ['german', 'german', 'turkic', 'slavic'], FR: ['french', 'french', 'arabic', 'african'], NL: ['german', 'nordic', 'turkic'], ES: ['iberian'], PT: ['iberian'], IT: ['italian'], SE: ['nordic', 'nordic', 'arabic'], PL: ['slavic'], HU: ['hungarian'], RO: ['romanian'], UA: ['slavic'], TR: ['turkic'], RU: ['slavic', 'slavic', 'korean', 'turkic'],
  CN: ['chinese', 'chinese', 'chinese', 'korean'], KR: ['korean'], JP: ['japanese'], IN: ['southasian'], PK: ['southasian'], BD: ['southasian'], PH: ['southeast', 'iberian'], ID: ['southeast'], VN: ['southeast'], LA: ['southeast'], TH: ['southeast'], NG: ['african'], KE: ['african', 'southasian'], EG: ['arabic'], ZA: ['african', 'anglo'], AE: ['arabic', 'southasian', 'southeast'], BR: ['iberian', 'iberian', 'italian', 'japanese'], AR: ['iberian', 'italian'], MX: ['iberian'],
};

export type Name = { given: string; family: string };

export function nameFor(country: string, random: Random): Name {
  const usual = USUAL[country] ?? ['anglo'];
  const names = ORIGINS[random.chance(0.06) ? random.pick(Object.keys(ORIGINS) as OriginName[]) : random.pick(usual)];
  return { given: random.pick(names.given), family: random.pick(names.family) };
}

/** Another family name of the same country: marriage, or a second writing of the first. */
export function familyFor(country: string, random: Random): string {
  return nameFor(country, random).family;
}

/** Another way to write a name in Latin letters, as offices do. */
export function transliterated(name: string): string {
  const swaps: readonly [RegExp, string][] = [[/y$/, 'iy'], [/kh/, 'h'], [/ou/, 'u'], [/ee/, 'i'], [/v/, 'w'], [/k/, 'c'], [/s/, 'z'], [/i/, 'y'], [/a$/, 'ah'], [/n/, 'nn']];
  for (const [from, to] of swaps) if (from.test(name)) return name.replace(from, to);
  return `${name}e`;
}

const MAIL_HOMES = ['example.com', 'example.org', 'example.net', 'mail.example', 'post.example', 'inbox.example', 'letters.example', 'work.example'];

export function emailFor(name: Name, random: Random): string {
  const given = name.given.toLowerCase();
  const family = name.family.toLowerCase().replace(/[^a-z]/g, '');
  const local = random.pick([`${given}.${family}`, `${given}${family}`, `${given.slice(0, 1)}${family}`, `${family}.${given}`, `${given}_${family}`, `${given}.dev`, `hello.${given}`]);
  return `${local}${random.int(1, 9999)}@${random.weighted(MAIL_HOMES, (home) => 1 / (MAIL_HOMES.indexOf(home) + 1))}`;
}

/**
 * A number nobody answers, different for every account: 555-01xx in North America, 07700 900xxx in Britain, and the unassigned
 * country code 999 for all others and once the reserved numbers are used up.
 */
export function phoneFor(country: string, sequence: number): string {
  if ((country === 'US' || country === 'CA') && sequence < 70_000) return `+1 ${201 + Math.floor(sequence / 100)} 555 01${String(sequence % 100).padStart(2, '0')}`;
  if (country === 'GB' && sequence < 1_000) return `+44 7700 900${String(sequence).padStart(3, '0')}`;
  return `+999 ${String((sequence * 7919 + 1_234_567) % 1_000_000_000).padStart(9, '0')}`;
}
