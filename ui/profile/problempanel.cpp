// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/problempanel.h"

#include "core/profile/fieldtable.h"
#include "core/text/format.h"
#include "ui/profile/profiledocument.h"
#include "ui/theme/appearance.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype kMostLines = 6;

bool hasField(const QString &path)
{
    const auto &table = fieldTable();
    return std::any_of(table.begin(), table.end(), [&path](const Field &field) {
        const bool isInside = path.startsWith(field.path) && path.size() > field.path.size()
            && (path[field.path.size()] == u'.' || path[field.path.size()] == u'[');
        return path == field.path || (isInside && !field.isScalar());
    });
}

} // namespace

ProblemPanel::ProblemPanel(ProfileDocument &document, QWidget *parent)
    : QFrame(parent)
    , m_document(document)
    , m_text(new QLabel(this))
    , m_remove(new QPushButton(this))
{
    setProperty("card", true);
    setAccessibleName(tr("Problems without a field"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(1);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_remove->setText(tr("Remove from the profile"));
    m_remove->setAccessibleName(m_remove->text());
    m_remove->setToolTip(tr("Gives up what the opened file holds beyond a profile's fields, so that it can be saved"));
    m_remove->setAutoDefault(false);
    connect(m_remove, &QPushButton::clicked, &document, &ProfileDocument::removeForeign);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->setSpacing(8);
    layout->addWidget(m_text);
    layout->addWidget(m_remove, 0, Qt::AlignLeft);
    connect(&document, &ProfileDocument::changed, this, &ProblemPanel::refresh);
    connect(&Appearance::instance(), &Appearance::changed, this, &ProblemPanel::refresh);
    refresh();
}

QString ProblemPanel::text() const
{
    return isHidden() ? QString() : m_text->text();
}

bool ProblemPanel::shows(const QString &path) const
{
    const auto &foreign = m_document.form().foreign;
    return !hasField(path)
        || std::any_of(foreign.begin(), foreign.end(), [&path](const ProfileError &e) { return e.path == path; });
}

void ProblemPanel::focusRemoval()
{
    m_remove->setFocus(Qt::OtherFocusReason);
}

void ProblemPanel::refresh()
{
    QStringList lines;
    const auto &foreign = m_document.form().foreign;
    for (const ProfileError &error : foreign)
        lines << displayText(describe(error), 300);
    for (const ProfileError &error : m_document.errors()) {
        if (!hasField(error.path) && !foreign.contains(error))
            lines << displayText(describe(error), 300);
    }
    const qsizetype all = lines.size();
    if (all > kMostLines)
        lines = lines.first(kMostLines) << tr("and %1 more").arg(all - kMostLines);
    QPalette palette = m_text->palette();
    palette.setColor(QPalette::WindowText, toColor(Appearance::instance().tokens().fail));
    m_text->setPalette(palette);
    m_text->setText(all == 0 ? QString() : QString(u"✕ " + lines.join(u"\n✕ "_s)));
    m_remove->setVisible(!foreign.isEmpty());
    setVisible(all > 0);
}

} // namespace doorbuster
