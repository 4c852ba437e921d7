import { expect, test } from 'vitest';
import { NOTICE_WORDS } from '../decisions/languages/index';
import { LANGUAGES } from '../kernel/language';
import { PAGE_WORDS } from './languages/index';
import { writtenIn } from './written';

test.each([
  ['tr', 'Yeni bir bilgisayar aldım. Banka hesabı eşimin hesabıdır. Lütfen tekrar bakın.'],
  ['tr', 'İTİRAZ EDİYORUM. BU HESAP BENİM VE YENİ BİR BİLGİSAYAR ALDIM.'],
  ['es', 'Compré un ordenador nuevo en septiembre y la cuenta del banco es de mi mujer. Por favor, mírenlo otra vez.'],
  ['hu', 'Szeptemberben vettem egy új számítógépet, és a bankszámla a feleségemé. Kérem, nézzék meg újra.'],
  ['uk', 'У вересні я купив новий комп’ютер, а рахунок у банку належить моїй дружині. Прошу подивитися ще раз.'],
  ['en', 'I bought a desktop in September, and the payout account is in the name of my family.'],
  ['de', 'Ich habe im September einen neuen Rechner gekauft, und das Konto ist auf meine Frau eingetragen.'],
  ['pt', 'Comprei um computador em setembro e a conta do banco é da minha mulher. Por favor, não é fraude.'],
  ['ru', 'В сентябре я купил новый компьютер, а счёт в банке оформлен на мою жену. Это не обман.'],
])('%s: %s', (language, text) => expect(writtenIn(text)).toBe(language));

test.each(['', 'OK', 'Mallory Hale, 4417', '我在九月买了一台新电脑。', 'Lorem ipsum dolor sit amet'])('of “%s” no language is named', (text) => expect(writtenIn(text)).toBeNull());

test.each(LANGUAGES)('our own running text in %s is known by its language', (language) => {
  const { heldBack, pressed, courts, putBack } = NOTICE_WORDS[language];
  for (const text of [heldBack, pressed, courts]) expect([text, writtenIn(text)]).toEqual([text, language]);
  expect([null, language]).toContain(writtenIn(putBack));
  expect([null, language]).toContain(writtenIn(PAGE_WORDS[language].lead.asked));
});
