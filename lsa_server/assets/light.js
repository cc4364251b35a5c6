(() => {
  'use strict';
  const said = document.getElementById('said');
  const link = document.querySelector('link[rel=canonical]').href;
  const about = document.querySelector('meta[name=description]').content;
  const tell = (text) => { if (said) said.textContent = text; };
  const copy = () => (navigator.clipboard ? navigator.clipboard.writeText(link) : Promise.reject())
    .then(() => tell(said.dataset.done), () => tell(said.dataset.not));
  const acts = {
    print: () => window.print(),
    copy,
    share: () => navigator.share({ title: document.title, text: about, url: link })
      .catch((wrong) => { if (wrong.name !== 'AbortError') copy(); }),
  };
  for (const button of document.querySelectorAll('[data-do]')) {
    button.hidden = button.dataset.do === 'share' ? !navigator.share : false;
    button.addEventListener('click', acts[button.dataset.do]);
  }
})();
