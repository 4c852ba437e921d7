/** Proposals by made-up hands: plain and formal English, German and two neighbouring languages. Sentences are our own. */
const HANDS = {
  plain: [
    'I have been building small things for small shops for about eight years now.', 'My usual way is to ask a lot of questions first and then draw a rough sketch.', 'You will get a short note from me every evening, so that you know where we stand.',
    'I like boring tools, because they keep running when nobody looks at them.', 'I can begin on Monday and show you a first version by Friday.', 'Tell me which of your pages people use most, and what they get wrong.',
    'I work alone, so you always talk to the person who does the work.', 'If you like, we try it with one page and then see how it goes.', 'The last one I made was for a family hotel, and the owner says the phone rings less.', 'I would rather do one thing well than three things in a hurry.',
  ],
  formal: [
    'Respected client, I am having vast experience of developing enterprise grade applications.', 'Kindly consider my proposal and revert with the detailed requirements.', 'I have successfully delivered numerous projects leveraging modern frameworks and robust architecture.',
    'I am assuring you of utmost quality and timely delivery of all deliverables.', 'My expertise encompasses scalable solutions, cloud infrastructure and seamless integration.', 'Looking forward to a long-term and mutually beneficial relationship with your esteemed organization.',
    'Please do the needful at your earliest convenience so that we may proceed further.', 'I possess extensive knowledge regarding optimization of complex business processes.', 'Being a seasoned professional, I guarantee complete satisfaction and continuous assistance.', 'Every milestone shall be accompanied by comprehensive documentation and testing.',
  ],
  german: [
    'Seit acht Jahren baue ich kleine Anwendungen für kleine Läden.', 'Zuerst stelle ich viele Fragen, und dann zeichne ich eine grobe Skizze.', 'Jeden Abend bekommen Sie eine kurze Nachricht von mir, damit Sie wissen, wie weit es ist.',
    'Ich mag langweilige Technik, weil sie läuft, wenn niemand hinsieht.', 'Ich kann am Montag anfangen und Ihnen bis Freitag eine erste Fassung zeigen.', 'Sagen Sie mir bitte, welche Seiten am meisten benutzt werden.',
    'Ich arbeite allein, also sprechen Sie immer mit dem, der die Arbeit macht.', 'Wenn Sie mögen, versuchen wir es mit einer Seite und sehen dann weiter.', 'Zuletzt war es ein Familienhotel, und das Telefon klingelt dort seltener.', 'Lieber mache ich eine Sache gut als drei in Eile.',
  ],
  spanish: [
    'Desde hace ocho años construyo cosas pequeñas para tiendas pequeñas.', 'Primero hago muchas preguntas y después dibujo un boceto.', 'Cada tarde recibirá una nota corta para que sepa cómo van las cosas.', 'Me gusta la tecnología aburrida porque sigue funcionando cuando nadie la mira.',
    'Puedo empezar el lunes y mostrarle una primera versión el viernes.', 'Dígame qué páginas usa más la gente y en qué se equivoca.', 'Trabajo solo, así que siempre hablará con la persona que hace el trabajo.', 'Si quiere, probamos con una página y luego vemos cómo va.',
    'Lo último fue para un hotel familiar, y la dueña dice que el teléfono suena menos.', 'Prefiero hacer bien una cosa que tres con prisa.',
  ],
  portuguese: [
    'Há oito anos que construo coisas pequenas para lojas pequenas.', 'Primeiro faço muitas perguntas e depois desenho um esboço.', 'Todas as tardes receberá uma nota curta para saber como vão as coisas.', 'Gosto de tecnologia aborrecida porque continua a funcionar quando ninguém olha.',
    'Posso começar na segunda-feira e mostrar uma primeira versão na sexta.', 'Diga-me que páginas as pessoas usam mais e onde se enganam.', 'Trabalho sozinho, por isso falará sempre com a pessoa que faz o trabalho.', 'Se quiser, experimentamos com uma página e depois vemos como corre.',
    'O último foi para um hotel familiar, e a dona diz que o telefone toca menos.', 'Prefiro fazer bem uma coisa do que três à pressa.',
  ],
} as const;

export type Penhand = keyof typeof HANDS;

/** `count` different texts by one hand, each of five of its sentences; `from` begins elsewhere in the row, for other texts by the same hand. */
export function proposalsBy(hand: Penhand, count: number, from = 0): string[] {
  const sentences = HANDS[hand];
  return Array.from({ length: count }, (_, index) => {
    const turn = index + from;
    return [0, 1, 2, 3, 4].map((step) => sentences[(turn * 3 + step * (1 + (turn % 3))) % sentences.length]!).join(' ');
  });
}
