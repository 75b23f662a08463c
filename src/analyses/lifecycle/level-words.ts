const words = (text: string): readonly string[] => text.split(",").map((word) => word.trim());

/** How forms and surveys in five languages say low, medium and high. */
export const LEVEL_WORDS = {
  low: words(
    "low, very low, little, not at all, not important, niedrig, gering, wenig, gar nicht, faible, peu, bajo, baja, poco, poca, 低, 较低, 很低, 不关注, 不重要",
  ),
  medium: words(
    "medium, middle, average, moderate, somewhat, mittel, durchschnittlich, etwas, moyen, moyenne, assez, medio, media, regular, 中, 中等, 一般, 普通",
  ),
  high: words(
    "high, very high, much, a lot, very, very important, hoch, sehr hoch, viel, sehr, sehr wichtig, élevé, élevée, fort, forte, beaucoup, très, alto, alta, mucho, mucha, muy alto, 高, 较高, 很高, 关注, 很关注, 非常关注, 重要, 很重要",
  ),
};
