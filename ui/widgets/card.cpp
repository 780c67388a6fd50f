// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/card.h"

#include <QBoxLayout>
#include <QLabel>

namespace doorbuster {

Card::Card(const QString &title, QWidget *parent)
    : QFrame(parent)
    , m_layout(new QVBoxLayout(this))
    , m_header(new QWidget(this))
    , m_headerLayout(new QHBoxLayout(m_header))
    , m_title(new QLabel(m_header))
{
    setProperty("card", true);
    m_layout->setContentsMargins(1, 1, 1, 1);
    m_layout->setSpacing(0);
    m_headerLayout->setContentsMargins(12, 8, 12, 4);
    m_headerLayout->setSpacing(8);
    m_title->setTextFormat(Qt::PlainText);
    QFont font = m_title->font();
    font.setBold(true);
    m_title->setFont(font);
    m_headerLayout->addWidget(m_title);
    m_headerLayout->addStretch(1);
    m_layout->addWidget(m_header);
    setTitle(title);
}

void Card::setTitle(const QString &title)
{
    m_title->setText(title);
    m_header->setVisible(!title.isEmpty());
    setAccessibleName(title);
}

void Card::addHeaderWidget(QWidget *widget)
{
    m_headerLayout->addWidget(widget);
    m_header->show();
}

void Card::setContent(QWidget *content, bool margins)
{
    if (!margins) {
        m_layout->addWidget(content, 1);
        return;
    }
    auto *inset = new QVBoxLayout;
    inset->setContentsMargins(12, m_title->text().isEmpty() ? 12 : 4, 12, 12);
    inset->addWidget(content);
    m_layout->addLayout(inset, 1);
}

} // namespace doorbuster
