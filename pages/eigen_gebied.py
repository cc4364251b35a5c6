"""Eigen gebied: my neighbourhood as I know it, made of buurten."""

from lsa_ui.eigen_gebied import choice, view
from lsa_ui.shared import frame
from lsa_ui.texts import t

frame.page_title(t("eigen_gebied.title"), t("eigen_gebied.below"))
area = choice.chosen()
view.choose(area)
if area:
    view.show(area)
