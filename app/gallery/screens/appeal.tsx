import { AnswerForm, SentWords } from '@/components/appeal/answer-form';
import { AppealFrame } from '@/components/appeal/frame';
import { Redress, WhereThisStands } from '@/components/appeal/stands';
import { Statement } from '@/components/appeal/statement';
import { leadBack } from '../actions';

const own = (words: string) => ({ words, language: null });

export function AppealScreen({ sent }: { sent: boolean }) {
  return (
    <AppealFrame language="en" path="/gallery/appeal" platform="Worklane" skipTo="#answer" aside={<>
      <WhereThisStands language="en" mayBeWrong steps={[{ title: 'Decided', words: '17 Nov, by Wren; read blind by a second person', state: 'done', late: false }, { title: 'Your answer', words: 'by 24 Nov, 18:00 UTC', state: 'now', late: false }, { title: 'Read by somebody new', words: 'not Wren, not the second reader', state: 'later', late: false }, { title: 'Written outcome', words: 'within 14 days of your answer', state: 'later', late: false }]} />
      <Redress language="en" contact="decisions@worklane.example" bodies="#" />
    </>}>
      <Statement
        language="en" reference="Decision D-2318-1, 17 November 2026" headline={own('Your payouts are on hold until 24 November')}
        lead={['Hello Mallory. Your account stays open and you can keep working. We have paused money leaving it, because we are not sure that you are the only person using it.', 'You can answer now; it is free, and somebody who has not seen your case before will read it.']}
        answerBy={{ words: 'Answer by Tuesday 24 November, 18:00 UTC', after: 'After that you can still appeal, until 17 May 2027.', button: 'Answer now', href: '#answer' }}
        terms={[{ term: 'Measure', fact: 'Payout hold, up to $1,870.00' }, { term: 'From, until', fact: '17 November 14:10 to 24 November 14:10 UTC. Then a person renews it with a reason, or releases it. It never continues by silence.' }, { term: 'What still works', fact: 'Your profile, messages, proposals and three contracts. Clients are not told.' }, { term: 'Who decided', fact: 'A person on our team, known to you as Wren. A program pointed us to your account; it did not decide.' }, { term: 'Our rule', fact: 'Terms of service, 4.2: the person who was verified is the person who works.' }].map(({ term, fact }) => ({ term, fact: own(fact), note: null }))}
        saw={([{ family: 'device', words: 'Since 9 September your account has been used from a device that we had not seen before, and almost never from your earlier one.' }, { family: 'payout', words: 'Since 14 September your pay goes to a wallet ending 0932. The name on it is not yours.' }, { family: 'geography', words: 'On 19 October your account was used in two places 6,779 km apart within 38 minutes.' }] as const).map(({ family, words }) => ({ ...own(words), family, note: null }))}
        inFavour={[{ ...own('Your earlier laptop was used again on 2 November, and your earlier bank account carries your name.'), note: null }]}
        questions={['Did you get a new computer in September?', 'Whose account ends in 0932?'].map((words) => ({ ...own(words), note: null }))}
      />
      {sent && <SentWords title="What you sent" at="17 November 2026, 14:06 UTC" chosen={['I have a new device']} text={'I bought a desktop in September.\nHere is the receipt.'} files={{ title: 'Files you sent', words: ['receipt.pdf, 120 kB, PDF', 'box.jpg, 2.4 MB, JPEG (deleted when its time was over)'] }} />}
      <AnswerForm action={leadBack} hidden={{ token: 'gallery' }} language="en" kind="answer" most={4000} mostWords="4,000" sent={sent ? 'We have your answer. A person reads it.' : undefined} wrong={sent ? {} : { text: 'Tick something, choose a route, write a few words, or choose a file.' }}
        facts={[{ id: 'new_device', title: 'I have a new device', words: 'A receipt or a photo of the box is enough.' }, { id: 'travel', title: 'I was travelling or moved', words: 'Tell us roughly when. No ticket is needed.' }, { id: 'somebody_else', title: 'Somebody else used my account', words: 'We can help. See “If someone is pressing you” on this page.' }]}
        routes={[{ id: 'bank', title: 'Sign in with your bank', words: '2 minutes, no video' }, { id: 'office', title: 'Visit a post office', words: 'No video; takes 2 days' }]} />
    </AppealFrame>
  );
}
