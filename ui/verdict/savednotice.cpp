// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/savednotice.h"

#include "core/text/format.h"

#include <QDesktopServices>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace doorbuster {

SavedNotice::SavedNotice(QWidget *parent)
    : QWidget(parent)
    , m_text(new QLabel(this))
    , m_show(new QPushButton(tr("Show in &folder"), this))
{
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(4, 0, 0, 0);
    layout->setSpacing(8);
    m_text->setObjectName(u"savedText"_s);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_show->setObjectName(u"showSaved"_s);
    auto *dismiss = new QPushButton(tr("&Dismiss"), this);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_show);
    layout->addWidget(dismiss);
    connect(m_show, &QPushButton::clicked, this, [this] { QDesktopServices::openUrl(QUrl::fromLocalFile(m_folder)); });
    connect(dismiss, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void SavedNotice::showOutcome(const SavedTable &table)
{
    m_folder = QFileInfo(table.path).absolutePath();
    const bool written = table.error.isEmpty();
    const QString path = displayText(QDir::toNativeSeparators(table.path), 300);
    m_text->setText(
        written ? tr("Written to %1 (%2)").arg(path, formatBytes(double(table.size))) : displayText(table.error, 400));
    m_text->setForegroundRole(written ? QPalette::WindowText : QPalette::BrightText);
    m_show->setVisible(written);
    show();
}

} // namespace doorbuster
