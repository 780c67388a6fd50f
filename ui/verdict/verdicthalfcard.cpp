// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/verdicthalfcard.h"

#include "ui/theme/appearance.h"
#include "ui/widgets/card.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int barWidth = 6;
constexpr int longestCaptions = 240; ///< of all figures that are told by long ones, px

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

VerdictHalfCard::VerdictHalfCard(const QString &title, const QString &name, QWidget *parent)
    : QWidget(parent)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    m_card = new Card({}, this);
    m_card->setAccessibleName(title);
    outer->addWidget(m_card);
    m_content = new QWidget(m_card);
    auto *row = new QHBoxLayout(m_content);
    row->setContentsMargins(0, 0, 16, 0);
    row->setSpacing(16);

    m_bar = new QWidget(m_content);
    m_bar->setFixedWidth(barWidth);
    m_bar->setAutoFillBackground(true);
    row->addWidget(m_bar);

    auto *texts = new QVBoxLayout;
    texts->setContentsMargins(0, 12, 0, 12);
    texts->setSpacing(4);
    auto *caption = makeLabel(m_content);
    caption->setText(title);
    caption->setFont(secondaryFont(font()));
    caption->setForegroundRole(QPalette::PlaceholderText);
    m_words = makeLabel(m_content);
    m_words->setObjectName(name);
    m_words->setFont(scaled(font(), 1.75));
    m_sentence = makeLabel(m_content);
    m_sentence->setObjectName(name + u"Sentence"_s);
    m_sentence->setFont(secondaryFont(font()));
    texts->addWidget(caption);
    for (QLabel *label : {m_words, m_sentence}) {
        label->setWordWrap(true);
        label->setTextInteractionFlags(Qt::TextSelectableByMouse);
        texts->addWidget(label);
    }
    texts->addStretch(1);
    row->addLayout(texts, 1);
    m_figures = new QHBoxLayout;
    m_figures->setSpacing(16);
    row->addLayout(m_figures);
    m_card->setContent(m_content, false);
    connect(&Appearance::instance(), &Appearance::changed, this, &VerdictHalfCard::recolour);
}

void VerdictHalfCard::setHalf(const VerdictHalf &half, const std::vector<HeadlineFigure> &figures)
{
    m_half = half;
    m_words->setText(half.signedHeadline());
    m_sentence->setText(half.sentence);
    m_sentence->setVisible(!half.sentence.isEmpty());
    m_card->setAccessibleDescription(
        half.sentence.isEmpty() ? half.headline : QString(half.headline + u", "_s + half.sentence));
    m_toned.clear();
    while (QLayoutItem *item = m_figures->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (const HeadlineFigure &figure : figures) {
        auto *block = new QWidget(m_content);
        auto *column = new QVBoxLayout(block);
        column->setContentsMargins(0, 0, 0, 0);
        column->setSpacing(0);
        auto *caption = makeLabel(block);
        caption->setFont(secondaryFont(font()));
        caption->setText(caption->fontMetrics().elidedText(figure.caption, Qt::ElideMiddle, longestCaptions / int(figures.size())));
        caption->setToolTip(caption->text() == figure.caption ? QString() : figure.caption.toHtmlEscaped());
        caption->setForegroundRole(QPalette::PlaceholderText);
        auto *value = makeLabel(block);
        value->setObjectName(figure.name);
        value->setText(figure.value);
        value->setAccessibleName(u"%1: %2"_s.arg(figure.caption, figure.value));
        value->setFont(tabularFont(scaled(font(), 1.4)));
        column->addStretch(1);
        column->addWidget(caption);
        column->addWidget(value);
        column->addStretch(1);
        m_figures->addWidget(block);
        if (figure.hasTone) {
            m_toned.push_back(value);
        }
    }
    recolour();
}

void VerdictHalfCard::recolour()
{
    const QColor tone = signOf(m_half.tone).color;
    paint(m_bar, QPalette::Window, tone);
    paint(m_words, QPalette::WindowText, tone);
    for (QLabel *label : m_toned) {
        paint(label, QPalette::WindowText, tone);
    }
}

} // namespace doorbuster
