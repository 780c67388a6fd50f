// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/verdictheadline.h"

#include "ui/theme/appearance.h"
#include "ui/widgets/card.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int barWidth = 6;

QFont scaled(QFont font, double factor)
{
    if (font.pixelSize() > 0) {
        font.setPixelSize(qRound(font.pixelSize() * factor));
    } else {
        font.setPointSizeF(font.pointSizeF() * factor);
    }
    font.setBold(true);
    return font;
}

QLabel *makeLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

void paint(QWidget *widget, QPalette::ColorRole role, const QColor &colour)
{
    QPalette palette;
    palette.setColor(role, colour);
    widget->setPalette(palette);
}

} // namespace

VerdictHeadline::VerdictHeadline(QWidget *parent)
    : QWidget(parent)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card({}, this);
    card->setAccessibleName(tr("Verdict"));
    outer->addWidget(card);
    auto *content = new QWidget(card);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(0, 0, 16, 0);
    row->setSpacing(20);

    m_bar = new QWidget(content);
    m_bar->setFixedWidth(barWidth);
    m_bar->setAutoFillBackground(true);
    row->addWidget(m_bar);

    auto *texts = new QVBoxLayout;
    texts->setContentsMargins(0, 12, 0, 12);
    texts->setSpacing(4);
    m_words = makeLabel(content);
    m_words->setObjectName(u"headline"_s);
    m_words->setFont(scaled(font(), 2));
    m_words->setWordWrap(true);
    m_sentence = makeLabel(content);
    m_sentence->setObjectName(u"sentence"_s);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    m_sentence->setWordWrap(true);
    for (QLabel *label : {m_words, m_sentence}) {
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        texts->addWidget(label);
    }
    m_remarks = new QVBoxLayout;
    m_remarks->setSpacing(4);
    texts->addLayout(m_remarks);
    row->addLayout(texts, 1);

    const QString captions[] = {tr("Starting stock"), tr("Paid orders"), tr("Remaining"), tr("Difference")};
    for (int input = 0; input < InputCount; ++input) {
        auto *column = new QVBoxLayout;
        column->setSpacing(0);
        auto *caption = makeLabel(content);
        caption->setText(captions[input]);
        caption->setFont(secondaryFont(font()));
        caption->setForegroundRole(QPalette::PlaceholderText);
        m_inputs[std::size_t(input)] = makeLabel(content);
        m_inputs[std::size_t(input)]->setFont(tabularFont(scaled(font(), 1.6)));
        column->addStretch(1);
        column->addWidget(caption);
        column->addWidget(m_inputs[std::size_t(input)]);
        column->addStretch(1);
        row->addLayout(column);
    }
    m_inputs[Starting]->setObjectName(u"starting"_s);
    m_inputs[Paid]->setObjectName(u"paid"_s);
    m_inputs[Remaining]->setObjectName(u"remaining"_s);
    m_inputs[Difference]->setObjectName(u"difference"_s);
    m_buttons = new QVBoxLayout;
    row->addLayout(m_buttons);
    card->setContent(content, false);
    connect(&Appearance::instance(), &Appearance::changed, this, &VerdictHeadline::recolour);
}

void VerdictHeadline::setSummary(const VerdictSummary &summary)
{
    m_summary = summary;
    m_words->setText(summary.headline);
    m_sentence->setText(summary.sentence);
    m_sentence->setVisible(!summary.sentence.isEmpty());
    tellRemarks();
    const QString values[] = {summary.starting, summary.paid, summary.remaining, summary.difference};
    const QString names[] = {
        tr("Starting stock: %1"), tr("Paid orders: %1"), tr("Remaining: %1"), tr("Difference: %1")};
    for (int input = 0; input < InputCount; ++input) {
        m_inputs[std::size_t(input)]->setText(values[input]);
        m_inputs[std::size_t(input)]->setAccessibleName(names[input].arg(values[input]));
    }
    recolour();
}

void VerdictHeadline::tellRemarks()
{
    while (QLayoutItem *item = m_remarks->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const VerdictRemark &remark : m_summary.remarks) {
        QLabel *label = makeLabel(m_sentence->parentWidget());
        label->setObjectName(u"remark"_s);
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        label->setText(signOf(remark.tone).sign + u' ' + remark.text);
        m_remarks->addWidget(label);
    }
}

void VerdictHeadline::addButton(QAction *action)
{
    auto *button = new QPushButton(this);
    button->setObjectName(action->objectName());
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isVisible());
        button->setToolTip(action->toolTip());
        button->setAccessibleName(action->text().remove(u'&'));
    };
    follow();
    connect(action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    m_buttons->addWidget(button);
}

void VerdictHeadline::recolour()
{
    const QColor tone = signOf(m_summary.tone).color;
    paint(m_bar, QPalette::Window, tone);
    paint(m_words, QPalette::WindowText, tone);
    for (std::size_t i = 0; i < m_summary.remarks.size(); ++i) {
        paint(m_remarks->itemAt(int(i))->widget(), QPalette::WindowText, signOf(m_summary.remarks[i].tone).color);
    }
    const QColor text = toColor(Appearance::instance().tokens().text);
    paint(m_inputs[Difference], QPalette::WindowText, m_summary.differs ? tone : text);
}

} // namespace doorbuster
