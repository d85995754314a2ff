"""The one stylesheet: `@token` is a colour, `~8` a length and `^9` a type size at the text size in force; `~8-1` is one
pixel less than that length, for an edge that grew by one.
"""

import re
from collections.abc import Callable

_GROUNDS = """
QMainWindow, QDialog { background: @window; }
QWidget[ground="window"] { background: @window; }
QWidget[ground="surface"] { background: @surface; }
QWidget[ground="raised"] { background: @raised; }
QWidget[edge="right"] { border: none; border-right: 1px solid @border; }
QWidget[edge="left"] { border: none; border-left: 1px solid @border; }
QWidget[ground="sidebar"] { background: @sidebar; border: none; border-right: 1px solid @border; }
QScrollArea, QScrollArea > QWidget > QWidget[ground="none"] { background: transparent; border: none; }
QStackedWidget { background: transparent; }
QSplitter::handle { background: @border; }
QFrame[kind="rule"] { background: @border; border: none; max-height: 1px; min-height: 1px; }
QFrame[kind="card"] { background: @raised; border: 1px solid @border; border-radius: ~10; padding: 1px; }
QFrame[kind="card"]:focus { border: 2px solid @focus; padding: 0; }
QFrame[kind="strip"] { background: @window; border: 1px solid @border; border-radius: ~9; }
QToolTip { background: @raised; color: @text; border: 1px solid @control; padding: ~4 ~6; font-size: ^9; }
"""

_TEXT = """
QLabel { color: @text; background: transparent; border: none; }
QLabel[kind="h1"] { font-size: ^15.5; font-weight: 700; }
QLabel[kind="brand"] { font-size: ^12; font-weight: 600; }
QLabel[kind="h2"] { font-size: ^12.5; font-weight: 600; }
QLabel[kind="section"] { font-size: ^10; font-weight: 600; }
QLabel[kind="body2"] { color: @text2; }
QLabel[kind="caption"] { color: @text2; font-size: ^9; }
QLabel[kind="hint"] { color: @text3; font-size: ^9; }
QLabel[kind="over"] { color: @text3; font-size: ^9; font-weight: 500; }
QLabel[kind="finding"] { color: @danger; font-size: ^9; font-weight: 500; }
QLabel[kind="answer"] { color: @text; }
QLabel[kind="digits"] { font-size: ^12.5; font-weight: 500; }
QLabel:disabled { color: @disabled; }
"""

_BUTTONS = """
QPushButton {
  background: @raised; color: @text; border: 1px solid @control; border-radius: ~7; padding: ~6 ~13;
  min-height: ~18; font-weight: 500; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @pressed; }
QPushButton:focus { border: 2px solid @focus; padding: ~6-1 ~13-1; }
QPushButton:disabled { color: @disabled; border-color: @border; background: transparent; }
QPushButton[kind="primary"] {
  background: @accent; color: @on-accent; border: 1px solid @accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: @accent-hover; border-color: @accent-hover; }
QPushButton[kind="primary"]:pressed { background: @accent-pressed; border-color: @accent-pressed; }
QPushButton[kind="primary"]:focus { border: 1px solid @accent; padding: ~6 ~13; }
QPushButton[kind="primary"]:disabled { background: @hover; color: @disabled; border-color: @border; }
QPushButton[kind="danger"] { color: @danger; border-color: @danger; }
QPushButton[kind="danger"]:hover { background: @danger-soft; }
QPushButton[kind="danger"]:focus { border: 2px solid @danger; padding: ~6-1 ~13-1; }
QPushButton[kind="danger"]:disabled { color: @disabled; border-color: @border; }
QPushButton[kind="quiet"] {
  background: transparent; border: 1px solid transparent; color: @text2; padding: ~6 ~9; }
QPushButton[kind="quiet"]:hover { background: @hover; color: @text; }
QPushButton[kind="quiet"]:pressed { background: @pressed; color: @text; }
QPushButton[kind="quiet"]:focus { border: 2px solid @focus; padding: ~6-1 ~9-1; }
QPushButton[kind="quiet"]:disabled { color: @disabled; }
QPushButton[kind="icon"] {
  background: transparent; border: 1px solid transparent; padding: ~5 ~5; min-width: ~20;
  min-height: ~20; }
QPushButton[kind="icon"]:hover { background: @hover; }
QPushButton[kind="icon"]:pressed { background: @pressed; }
QPushButton[kind="icon"]:focus { border: 2px solid @focus; padding: ~5-1 ~5-1; }
QPushButton[kind="link"] {
  background: transparent; border: 1px solid transparent; color: @accent; padding: ~3 ~4;
  min-height: ~18; text-align: left; text-decoration: underline; }
QPushButton[kind="link"]:hover { background: @hover; }
QPushButton[kind="link"]:pressed { background: @pressed; }
QPushButton[kind="link"]:focus { border: 2px solid @focus; padding: ~3-1 ~4-1; }
QPushButton[kind="link"]:disabled { color: @disabled; }
QPushButton[kind="nav"] {
  background: transparent; border: 1px solid transparent; border-radius: ~7; color: @text2;
  text-align: left; padding: ~9 ~11; min-height: ~18; font-weight: 500; }
QPushButton[kind="nav"]:hover { background: @hover; color: @text; }
QPushButton[kind="nav"]:pressed { background: @pressed; color: @text; }
QPushButton[kind="nav"][here="true"] { background: @selected; color: @accent; font-weight: 600; }
QPushButton[kind="nav"]:focus { border: 2px solid @focus; padding: ~9-1 ~11-1; }
"""

_INPUTS = """
QLineEdit, QPlainTextEdit, QComboBox {
  background: @field; color: @text; placeholder-text-color: @text3; border: 1px solid @control; border-radius: ~7;
  selection-background-color: @accent; selection-color: @on-accent; }
QLineEdit, QComboBox { padding: ~5 ~10; min-height: ~20; }
QPlainTextEdit { padding: ~5 ~7; }
QLineEdit:focus, QComboBox:focus { border: 2px solid @focus; padding: ~5-1 ~10-1; }
QPlainTextEdit:focus { border: 2px solid @focus; padding: ~5-1 ~7-1; }
QLineEdit[fault="true"], QComboBox[fault="true"] { border: 2px solid @danger; padding: ~5-1 ~10-1; }
QPlainTextEdit[fault="true"] { border: 2px solid @danger; padding: ~5-1 ~7-1; }
QLineEdit[readOnly="true"], QPlainTextEdit[readOnly="true"] { background: @window; border-color: @border; }
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
  color: @disabled; border-color: @border; background: @window; }
QComboBox { padding-right: ~28; }
QComboBox:focus, QComboBox[fault="true"] { padding-right: ~28-1; }
QComboBox::drop-down { border: none; background: transparent; width: ~26; }
QComboBox::down-arrow { image: none; width: 0; height: 0; }
QComboBox QAbstractItemView {
  background: @raised; color: @text; border: 1px solid @control; padding: ~4; outline: none;
  selection-background-color: @selected; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: ~28; padding: 0 ~6; color: @text; }
QComboBox QAbstractItemView::item:selected { background: @selected; color: @text; }
QGroupBox { border: none; margin: 0; padding: 0; }
"""

_PARTS = """
QPushButton[kind="nav"][folded="true"] { padding: 9px 0; text-align: center; }
QPushButton[kind="nav"][folded="true"]:focus { padding: 8px 0; }
QFrame[kind="banner"] { border-radius: ~9; border: 1px solid @border; background: @raised; }
QFrame[kind="banner"][tone="info"] { background: @info-soft; border-color: @info-line; }
QFrame[kind="banner"][tone="warn"] { background: @warn-soft; border-color: @warn-line; }
QFrame[kind="banner"][tone="danger"] { background: @danger-soft; border-color: @danger-line; }
QFrame[kind="banner"][tone="ok"] { background: @ok-soft; border-color: @ok-line; }
QFrame[kind="ribbon"] { background: @warn-soft; border: none; border-bottom: 1px solid @warn-line; }
QFrame[tone="info"] QLabel { color: @info; }
QFrame[tone="warn"] QLabel { color: @warn; }
QFrame[tone="danger"] QLabel { color: @danger; }
QFrame[tone="ok"] QLabel { color: @ok; }
QFrame[tone="info"] QPushButton { background: transparent; color: @info; border-color: @info; }
QFrame[tone="warn"] QPushButton { background: transparent; color: @warn; border-color: @warn; }
QFrame[tone="danger"] QPushButton { background: transparent; color: @danger; border-color: @danger; }
QFrame[tone="ok"] QPushButton { background: transparent; color: @ok; border-color: @ok; }
QFrame[kind="banner"] QPushButton[kind="icon"], QFrame[kind="banner"] QPushButton[kind="link"] {
  border-color: transparent; }
QFrame[kind="banner"] QPushButton:focus { border: 2px solid @focus; }
QFrame[kind="toast"] { background: @raised; border: 1px solid @control; border-radius: ~10; }
QLabel[kind="chip"] {
  border-radius: ~12; padding: ~3 ~10; font-size: ^9; font-weight: 600; min-height: ~18;
  border: 1px solid transparent; }
QLabel[kind="chip"][tone="plain"] { background: @window; color: @text2; border-color: @border; }
QLabel[kind="chip"][tone="info"] { background: @info-soft; color: @info; }
QLabel[kind="chip"][tone="warn"] { background: @warn-soft; color: @warn; }
QLabel[kind="chip"][tone="danger"] { background: @danger-soft; color: @danger; }
QLabel[kind="chip"][tone="ok"] { background: @ok-soft; color: @ok; }
QListView { background: transparent; border: none; outline: none; }
QTabBar { background: transparent; border: none; qproperty-drawBase: 0; }
QTabBar::tab {
  background: transparent; color: @text2; border: 1px solid transparent;
  border-bottom: 2px solid transparent; padding: ~7 ~9; margin-right: ~3; min-height: ~18;
  font-weight: 500; }
QTabBar::tab:hover { color: @text; background: @hover; }
QTabBar::tab:selected { color: @accent; border-bottom: 2px solid @accent; }
QTabBar::tab:focus:selected { border: 2px solid @focus; padding: ~7-1 ~9-1 ~7 ~9-1; }
QMenu { background: @raised; color: @text; border: 1px solid @control; padding: ~4; }
QMenu::item { padding: ~6 ~14; border-radius: ~5; }
QMenu::item:selected { background: @selected; color: @text; }
QMenu::item:disabled { color: @disabled; }
QProgressBar { background: @hover; border: none; border-radius: ~3; max-height: ~6; min-height: ~6; }
QProgressBar::chunk { background: @accent; border-radius: ~3; }
QScrollBar:vertical { background: transparent; width: ~12; margin: 0; }
QScrollBar:horizontal { background: transparent; height: ~12; margin: 0; }
QScrollBar::handle { background: @control; border-radius: ~4; margin: 2px; }
QScrollBar::handle:vertical { min-height: ~32; }
QScrollBar::handle:horizontal { min-width: ~32; }
QScrollBar::handle:hover { background: @text2; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; background: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
"""

_MARK = re.compile(r"@([a-z][a-z0-9-]*)|~(\d+)(-\d)?|\^(\d+(?:\.\d+)?)")


def stylesheet(colour: Callable[[str], str], scaled: Callable[[float], int], points: Callable[[float], float]) -> str:
    """The sheet in one scheme and text size. Raises KeyError for a token that the scheme lacks."""

    def value(found: re.Match[str]) -> str:
        token, length, less, size = found.groups()
        if token:
            return colour(token)
        return f"{scaled(int(length)) + int(less or 0)}px" if length else f"{points(float(size))}pt"

    return _MARK.sub(value, _GROUNDS + _TEXT + _BUTTONS + _INPUTS + _PARTS)
