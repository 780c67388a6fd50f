// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/formsection.h"

#include "ui/theme/appearance.h"

#include <QBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace doorbuster {

using namespace Qt::StringLiterals;

FormSection::FormSection(const QString &title, QWidget *parent)
    : QWidget(parent)
    , m_title(title)
    , m_heading(new QToolButton(this))
    , m_errors(new QLabel(this))
    , m_body(new QWidget(this))
    , m_bodyLayout(new QVBoxLayout(m_body))
{
    m_heading->setText(title);
    m_heading->setAutoRaise(true);
    m_heading->setArrowType(Qt::DownArrow);
    m_heading->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_heading->setAccessibleName(tr("Section %1").arg(title));
    m_heading->setToolTip(tr("Folds or unfolds this section"));
    QFont font = m_heading->font();
    font.setBold(true);
    m_heading->setFont(font);
    connect(m_heading, &QToolButton::clicked, this, [this] { setFolded(!isFolded()); });
    m_errors->setTextFormat(Qt::PlainText);
    m_errors->setFont(secondaryFont(m_errors->font()));

    auto *header = new QHBoxLayout;
    header->setSpacing(8);
    header->addWidget(m_heading);
    header->addWidget(m_errors);
    header->addStretch(1);
    m_bodyLayout->setContentsMargins(4, 0, 0, 8);
    m_bodyLayout->setSpacing(6);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addLayout(header);
    layout->addWidget(m_body);
    connect(&Appearance::instance(), &Appearance::changed, this, &FormSection::restyle);
    restyle();
}

void FormSection::restyle()
{
    QPalette palette = m_errors->palette();
    palette.setColor(QPalette::WindowText, toColor(Appearance::instance().tokens().fail));
    m_errors->setPalette(palette);
}

void FormSection::add(QWidget *widget)
{
    m_bodyLayout->addWidget(widget);
}

bool FormSection::isFolded() const
{
    return m_body->isHidden();
}

void FormSection::setFolded(bool folded)
{
    m_heading->setArrowType(folded ? Qt::RightArrow : Qt::DownArrow);
    m_heading->setAccessibleDescription(folded ? tr("folded") : tr("unfolded"));
    m_body->setVisible(!folded);
}

void FormSection::setErrorCount(int errors)
{
    const QString count = errors == 1 ? tr("1 error") : tr("%1 errors").arg(errors);
    m_errors->setText(errors == 0 ? QString() : QString(u"✕ " + count));
}

} // namespace doorbuster
