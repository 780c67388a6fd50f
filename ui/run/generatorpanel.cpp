// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/generatorpanel.h"

#include "ui/theme/appearance.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLabel>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

struct Look {
    QString sign;
    QColor color;
};

Look lookOf(GeneratorState::Kind kind)
{
    const DesignTokens &tokens = Appearance::instance().tokens();
    switch (kind) {
    case GeneratorState::Kind::NotMeasured:
        return {u"–"_s, toColor(tokens.secondary)};
    case GeneratorState::Kind::Healthy:
        return {u"✓"_s, toColor(tokens.pass)};
    case GeneratorState::Kind::Suspect:
    case GeneratorState::Kind::Bound:
        return {u"!"_s, toColor(tokens.warn)};
    }
    Q_UNREACHABLE();
}

void setIfChanged(QLabel *label, const QString &text)
{
    if (label->text() != text) {
        label->setText(text);
    }
}

} // namespace

GeneratorPanel::GeneratorPanel(QWidget *parent)
    : QWidget(parent)
    , m_headline(new QLabel(this))
    , m_reasons(new QLabel(this))
    , m_view(new TableView(tr("What the generator measured of itself"), this))
{
    for (QLabel *label : {m_headline, m_reasons}) {
        label->setTextFormat(Qt::PlainText);
    }
    m_reasons->setWordWrap(true);
    QFont bold = m_headline->font();
    bold.setBold(true);
    m_headline->setFont(bold);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(12, 8, 12, 8);
    line->setSpacing(12);
    line->addWidget(m_headline, 0, Qt::AlignTop);
    line->addWidget(m_reasons, 1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(line);
    layout->addWidget(m_view, 1);

    m_view->setModel(&m_model);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setEmptyText(tr("The generator measures itself while there is load"));
    m_view->setColumnWidth(GeneratorModel::Figure, m_view->fontMetrics().averageCharWidth() * 44);
    m_view->setColumnWidth(GeneratorModel::Value, m_view->fontMetrics().averageCharWidth() * 22);
    m_view->horizontalHeader()->setSectionResizeMode(GeneratorModel::Remark, QHeaderView::Stretch);
    connect(&Appearance::instance(), &Appearance::changed, this, &GeneratorPanel::tell);
    tell();
}

void GeneratorPanel::setFigures(const RunFigures &figures)
{
    m_model.setFigures(figures);
    m_state = generatorState(figures.health, figures.loadRanToEnd);
    tell();
}

QString GeneratorPanel::headline() const
{
    return m_headline->text();
}

QString GeneratorPanel::reasons() const
{
    return m_reasons->text();
}

void GeneratorPanel::tell()
{
    const Look look = lookOf(m_state.kind);
    setIfChanged(m_headline, look.sign + u' ' + toText(m_state.kind));
    QPalette colors;
    colors.setColor(QPalette::WindowText, look.color);
    if (m_headline->palette() != colors) {
        m_headline->setPalette(colors);
    }
    QString text = m_state.reasons.join("; "_L1);
    switch (m_state.kind) {
    case GeneratorState::Kind::NotMeasured:
        break;
    case GeneratorState::Kind::Healthy:
        text = tr("This machine keeps up: the times are the shop's.");
        break;
    case GeneratorState::Kind::Suspect:
        text += tr(". The times still describe the shop.");
        break;
    case GeneratorState::Kind::Bound:
        text += tr(". The times do not describe the shop: use fewer virtual users, or a faster machine.");
        break;
    }
    if (!text.isEmpty()) {
        text[0] = text[0].toUpper();
    }
    setIfChanged(m_reasons, text);
}

} // namespace doorbuster
