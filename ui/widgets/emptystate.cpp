// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/emptystate.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace doorbuster {

EmptyState::EmptyState(const QString &headline, const QString &sentence, QWidget *parent)
    : QWidget(parent)
    , m_headline(new QLabel(this))
    , m_sentence(new QLabel(this))
    , m_layout(new QVBoxLayout)
{
    auto *outer = new QVBoxLayout(this);
    outer->addStretch(2);
    outer->addLayout(m_layout);
    outer->addStretch(3);
    m_layout->setSpacing(12);
    for (QLabel *label : {m_headline, m_sentence}) {
        label->setTextFormat(Qt::PlainText);
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        m_layout->addWidget(label);
    }
    QFont font = m_headline->font();
    if (font.pixelSize() > 0)
        font.setPixelSize(qRound(font.pixelSize() * 1.6));
    else
        font.setPointSizeF(font.pointSizeF() * 1.6);
    font.setWeight(QFont::DemiBold);
    m_headline->setFont(font);
    m_sentence->setForegroundRole(QPalette::PlaceholderText);
    m_layout->addSpacing(4);
    setTexts(headline, sentence);
}

void EmptyState::setTexts(const QString &headline, const QString &sentence)
{
    m_headline->setText(headline);
    m_sentence->setText(sentence);
    setAccessibleName(headline);
    setAccessibleDescription(sentence);
}

void EmptyState::addAction(QAction *action)
{
    QWidget::addAction(action);
    auto *button = new QPushButton(this);
    const auto follow = [button, action] {
        button->setText(action->text());
        button->setEnabled(action->isEnabled());
        button->setVisible(action->isVisible());
        button->setToolTip(action->toolTip());
        button->setAccessibleName(action->text().remove(QLatin1Char('&')));
    };
    button->setProperty("primary", m_buttons++ == 0); // before it is shown, and so styled
    follow();
    connect(action, &QAction::changed, button, follow);
    connect(button, &QPushButton::clicked, action, &QAction::trigger);
    m_layout->addWidget(button, 0, Qt::AlignHCenter);
}

} // namespace doorbuster
