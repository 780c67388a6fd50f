// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/theme/appearance.h"

#include "core/result/verdictsign.h"

#include <QApplication>
#include <QEvent>
#include <QPalette>
#include <QScopedValueRollback>
#include <QStyle>
#include <QStyleFactory>
#include <QStyleHints>

/// Resources of a static library are only there when its initialiser is called, from outside of any namespace.
static void initialiseResources()
{
    Q_INIT_RESOURCE(theme);
}

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

QColor mixed(QColor a, QColor b, double shareOfB)
{
    const auto part = [shareOfB](float x, float y) { return float(x * (1 - shareOfB) + y * shareOfB); };
    return QColor::fromRgbF(part(a.redF(), b.redF()), part(a.greenF(), b.greenF()), part(a.blueF(), b.blueF()));
}

QPalette paletteOf(const DesignTokens &tokens)
{
    const QColor text = toColor(tokens.text);
    const QColor card = toColor(tokens.card);
    const QColor ground = toColor(tokens.ground);
    const QColor line = toColor(tokens.line);
    const QColor secondary = toColor(tokens.secondary);
    const QColor accent = toColor(tokens.accent);
    QPalette palette;
    palette.setColor(QPalette::Window, ground);
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, card);
    palette.setColor(QPalette::AlternateBase, mixed(card, ground, 0.6));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, secondary);
    palette.setColor(QPalette::Button, card);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, toColor(tokens.fail));
    palette.setColor(QPalette::ToolTipBase, card);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Highlight, accent);
    palette.setColor(QPalette::HighlightedText, toColor(tokens.onAccent));
    palette.setColor(QPalette::Link, accent);
    palette.setColor(QPalette::LinkVisited, accent);
    palette.setColor(QPalette::Light, mixed(card, text, 0.02));
    palette.setColor(QPalette::Midlight, mixed(card, line, 0.5));
    palette.setColor(QPalette::Mid, line);
    palette.setColor(QPalette::Dark, mixed(line, text, 0.2));
    palette.setColor(QPalette::Shadow, mixed(line, text, 0.5));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, mixed(card, secondary, 0.6));
    palette.setColor(QPalette::Disabled, QPalette::Highlight, line);
    return palette;
}

QColor controlLineOf(const DesignTokens &tokens)
{
    return QColor::fromRgb(toColor(tokens.card).lightness() < 128 ? 0x737e8b : 0x838d98);
}

QString name(std::uint32_t rgb)
{
    return toColor(rgb).name();
}

/// What palette and Fusion cannot say. Properties that widgets set on themselves: `card`, `boxed`, `primary`, `danger`,
/// `invalid`, `navigation`.
QString styleSheetOf(const DesignTokens &t)
{
    const QString selected = mixed(toColor(t.card), toColor(t.accent), 0.14).name();
    const bool dark = toColor(t.card).lightness() < 128;
    const QString hovered = mixed(toColor(t.card), toColor(t.text), 0.05).name();
    QString sheet = uR"(
QFrame[card="true"] { background: @card; border: 1px solid @line; border-radius: 6px; }
QToolTip { background: @card; color: @text; border: 1px solid @line; padding: 4px; }
QPushButton, QToolButton[boxed="true"] { background: @card; border: 1px solid @control; border-radius: 4px; padding: 5px 12px; }
QPushButton:hover, QToolButton[boxed="true"]:hover { background: @hovered; }
QPushButton:pressed, QToolButton[boxed="true"]:pressed, QToolButton[boxed="true"]:checked { background: @selected; }
QToolButton[boxed="true"]:checked { border-color: @accent; }
QPushButton:focus, QToolButton[boxed="true"]:focus { border: 2px solid @accent; padding: 4px 11px; }
QPushButton:disabled, QToolButton[boxed="true"]:disabled { color: @disabled; background: @ground; border-color: @line; }
QPushButton[primary="true"], QToolButton[primary="true"] { background: @accent; color: @onAccent; border: 1px solid @accent; font-weight: 600; }
QPushButton[primary="true"]:hover, QToolButton[primary="true"]:hover { background: @accentHover; }
QPushButton[primary="true"]:focus, QToolButton[primary="true"]:focus { border: 2px solid @text; }
QPushButton[primary="true"]:disabled, QToolButton[primary="true"]:disabled { background: @line; color: @secondary; border-color: @line; }
QPushButton[danger="true"], QToolButton[danger="true"] { color: @fail; border-color: @fail; font-weight: 600; }
QPushButton[danger="true"]:disabled, QToolButton[danger="true"]:disabled { color: @disabled; border-color: @line; }
QToolButton::menu-indicator { image: none; width: 0; }
QLineEdit, QComboBox, QSpinBox, QDoubleSpinBox, QPlainTextEdit { background: @field; border: 1px solid @control; border-radius: 4px; padding: 4px 8px; selection-background-color: @accent; selection-color: @onAccent; }
QLineEdit:focus, QComboBox:focus, QSpinBox:focus, QDoubleSpinBox:focus, QPlainTextEdit:focus { border: 2px solid @accent; padding: 3px 7px; }
QComboBox { padding-right: 24px; }
QComboBox:focus { padding-right: 23px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(@chevron); width: 10px; height: 10px; }
QComboBox QAbstractItemView { border: 1px solid @line; selection-background-color: @selected; selection-color: @text; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: @handle; border-radius: 4px; margin: 1px; }
QScrollBar::handle:hover { background: @secondary; }
QScrollBar::handle:vertical { min-height: 24px; }
QScrollBar::handle:horizontal { min-width: 24px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QLineEdit[invalid="true"], QComboBox[invalid="true"], QPlainTextEdit[invalid="true"] { border-color: @fail; }
QLineEdit:disabled, QComboBox:disabled, QLineEdit:read-only { color: @secondary; background: @ground; border-color: @line; }
QCheckBox { min-height: 22px; }
QCheckBox::indicator, QTableView::indicator { width: 13px; height: 13px; border: 1px solid @secondary; border-radius: 3px; background: @field; }
QCheckBox::indicator:checked, QTableView::indicator:checked { background: @accent; border-color: @accent; image: url(@check); }
QCheckBox::indicator:indeterminate { background: @handle; }
QCheckBox::indicator:focus { border-color: @accent; }
QCheckBox::indicator:disabled, QTableView::indicator:disabled { border-color: @line; background: @ground; }
QCheckBox::indicator:checked:disabled { background: @handle; border-color: @handle; }
QHeaderView { background: @card; border: none; }
QHeaderView::section { background: @card; color: @secondary; border: none; border-bottom: 1px solid @line; padding: 5px 8px; }
QTableView, QTreeView, QListView { background: @card; border: none; gridline-color: @line; selection-background-color: @selected; selection-color: @text; outline: none; }
QTableView::item { border-bottom: 1px solid @line; padding: 0 5px; }
QTableView::item:selected { background: @selected; color: @text; }
QTableView::item:focus { background: @selected; }
QTabWidget::pane { border: none; }
QTabBar { font-weight: normal; }
QTabBar::tab { background: transparent; color: @secondary; border: none; border-bottom: 2px solid transparent; padding: 6px 10px; margin-right: 4px; }
QTabBar::tab:selected { color: @text; border-bottom: 2px solid @accent; }
QTabBar::tab:focus { color: @accent; }
QScrollArea { background: transparent; border: none; }
QSplitter::handle { background: transparent; }
QSplitter::handle:hover { background: @line; }
QMenuBar { background: @ground; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; }
QMenuBar::item:selected { background: @selected; }
QMenu { background: @card; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: @selected; color: @text; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QStatusBar { background: @card; border-top: 1px solid @line; }
QStatusBar::item { border: none; }
QToolBar { background: @card; border: none; border-bottom: 1px solid @line; spacing: 8px; padding: 6px 12px; }
QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QListView[navigation="true"] { background: transparent; border: none; }
QListView[navigation="true"]::item { padding: 8px 12px; border-radius: 4px; border-left: 3px solid transparent; color: @secondary; }
QListView[navigation="true"]::item:hover { background: @hovered; }
QListView[navigation="true"]::item:selected { background: @selected; color: @text; border-left: 3px solid @accent; }
)"_s;
    const std::pair<QString, QString> values[] = {
        {u"@onAccent"_s, name(t.onAccent)},
        {u"@accentHover"_s, mixed(toColor(t.accent), toColor(t.text), 0.12).name()},
        {u"@accent"_s, name(t.accent)},
        {u"@control"_s, controlLineOf(t).name()},
        {u"@card"_s, name(t.card)},
        {u"@ground"_s, name(t.ground)},
        {u"@line"_s, name(t.line)},
        {u"@text"_s, name(t.text)},
        {u"@secondary"_s, name(t.secondary)},
        {u"@disabled"_s, mixed(toColor(t.card), toColor(t.secondary), 0.6).name()},
        {u"@fail"_s, name(t.fail)},
        {u"@handle"_s, mixed(toColor(t.line), toColor(t.secondary), 0.35).name()},
        {u"@chevron"_s, dark ? u":/theme/chevron-dark.svg"_s : u":/theme/chevron-light.svg"_s},
        {u"@check"_s, dark ? u":/theme/check-dark.svg"_s : u":/theme/check-light.svg"_s},
        {u"@selected"_s, selected},
        {u"@hovered"_s, hovered},
        {u"@field"_s, name(dark ? t.ground : t.card)},
    };
    for (const auto &[token, value] : values)
        sheet.replace(token, value);
    return sheet;
}

} // namespace

Appearance::Appearance() = default;

Appearance &Appearance::instance()
{
    static Appearance appearance;
    return appearance;
}

void Appearance::initialise()
{
    if (m_initialised)
        return;
    m_initialised = true;
    initialiseResources();
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    qApp->installEventFilter(this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, [this] {
        if (m_scheme == Scheme::System)
            apply();
    });
#endif
    apply();
}

void Appearance::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    if (m_initialised)
        apply();
}

QColor Appearance::tint(ChartTint tint) const
{
    return toColor(tokens().tint(tint));
}

QColor Appearance::controlLine() const
{
    return controlLineOf(tokens());
}

bool Appearance::systemIsDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    // The platform's own palette, before ours: the theme's where there is one, the style's otherwise.
    return QApplication::style()->standardPalette().color(QPalette::Window).lightness() < 128;
#endif
}

void Appearance::apply()
{
    const QScopedValueRollback applying(m_applying, true);
    m_dark = m_scheme == Scheme::Dark || (m_scheme == Scheme::System && systemIsDark());
    QApplication::setPalette(paletteOf(tokens()));
    qApp->setStyleSheet(styleSheetOf(tokens()));
    Q_EMIT changed();
}

bool Appearance::eventFilter(QObject *watched, QEvent *event)
{
    // The desktop went dark or light: Qt tells by a new palette, which ours must then follow.
    if (watched == qApp && event->type() == QEvent::ThemeChange && !m_applying && m_scheme == Scheme::System)
        apply();
    return QObject::eventFilter(watched, event);
}

VerdictSign signOf(CheckVerdict verdict)
{
    const DesignTokens &tokens = Appearance::instance().tokens();
    const auto color = [&] {
        switch (verdict) {
        case CheckVerdict::Pass:
            return tokens.pass;
        case CheckVerdict::Fail:
            return tokens.fail;
        case CheckVerdict::Warn:
        case CheckVerdict::Inconclusive:
            return tokens.warn;
        case CheckVerdict::Off:
        case CheckVerdict::NoData:
            break;
        }
        return tokens.secondary;
    };
    return {verdictSign(verdict), toString(verdict).toString(), toColor(color())};
}

VerdictSign signOf(ThresholdResult::State state)
{
    return signOf(verdictOf(state));
}

VerdictSign signOf(Headline headline)
{
    VerdictSign sign = signOf(verdictOf(headline));
    sign.word = toString(headline);
    return sign;
}

QFont tabularFont(const QFont &base)
{
    QFont font = base;
#if QT_VERSION >= QT_VERSION_CHECK(6, 7, 0)
    font.setFeature("tnum", 1);
#endif
    // Before 6.7 there are no font features; the usual interface fonts have digits of one width anyway.
    return font;
}

QFont secondaryFont(const QFont &base)
{
    QFont font = base;
    if (font.pixelSize() > 0)
        font.setPixelSize(qMax(9, qRound(font.pixelSize() * 0.85)));
    else
        font.setPointSizeF(font.pointSizeF() * 0.85);
    return font;
}

} // namespace doorbuster
