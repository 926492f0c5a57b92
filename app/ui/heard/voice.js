// Reads a question aloud where the device has a voice for its language; without one nothing is promised.
const speech = window.speechSynthesis;
const offer = () => {
  const voices = speech.getVoices();
  for (const button of document.querySelectorAll("[data-say]")) {
    const tongue = button.lang.split("-")[0];
    const voice = voices.find(({ lang }) => lang.split(/[-_]/)[0] === tongue);
    button.hidden = !voice;
    button.onclick = () => {
      speech.cancel();
      const words = new SpeechSynthesisUtterance(button.dataset.say);
      words.voice = voice;
      words.lang = voice.lang;
      speech.speak(words);
    };
  }
};
if (speech) {
  offer();
  speech.onvoiceschanged = offer;
}
