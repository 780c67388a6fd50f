// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/widgets/messagebar.h"

#include "ui/theme/appearance.h"

#include <QAction>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

constexpr int maxLines = 4;
constexpr int progressSteps = 1000;

} // namespace

MessageBar::MessageBar(QWidget *parent)
    : QFrame(parent)
    , m_progress(new QProgressBar(this))
    , m_sign(new QLabel(this))
    , m_text(new QLabel(this))
    , m_layout(new QHBoxLayout(this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setProperty("card", true);
    setAccessibleName(tr("Message"));
    m_layout->setContentsMargins(12, 6, 8, 6);
    m_layout->setSpacing(8);
    QFont bold = font();
    bold.setBold(true);
    m_sign->setFont(bold);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setAccessibleName(tr("Message text"));
    for (QLabel *label : {m_sign, m_text}) {
        label->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        label->setContentsMargins(0, 5, 0, 5); // level with the button's word
    }
    m_layout->addWidget(m_sign);
    m_layout->addWidget(m_text, 1);
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(180);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->hide();
    m_layout->addWidget(m_progress, 0, Qt::AlignVCenter);
    m_layout->addWidget(m_close, 0, Qt::AlignTop);
    m_close->setAccessibleName(tr("Close the message"));
    connect(m_close, &QPushButton::clicked, this, &MessageBar::dismiss);
    connect(&Appearance::instance(), &Appearance::changed, this, &MessageBar::restyle);
    hide();
}

void MessageBar::showMessage(Kind kind, const QString &text, const QList<QAction *> &actions)
{
    Q_EMIT changed();
    m_kind = kind;
    m_progress->hide();
    put(text, actions);
}

void MessageBar::showProgress(const QString &text, const QList<QAction *> &actions)
{
    Q_EMIT changed();
    m_kind = Kind::Information;
    m_progress->setValue(0);
    m_progress->show();
    put(text, actions);
}

void MessageBar::setProgress(double share)
{
    m_progress->setValue(int(share * progressSteps));
}

void MessageBar::put(const QString &text, const QList<QAction *> &actions)
{
    QStringList lines = text.split(u'\n');
    setToolTip(lines.size() > maxLines ? u"<p>"_s + text.toHtmlEscaped().replace(u'\n', u"<br>"_s) : QString());
    if (lines.size() > maxLines) {
        const auto more = lines.size() - maxLines;
        lines = lines.first(maxLines);
        lines << tr("… and %n more", nullptr, int(more));
    }
    m_text->setText(lines.join(u'\n'));
    qDeleteAll(m_buttons);
    m_buttons.clear();
    for (QAction *action : actions) {
        auto *button = new QPushButton(action->text(), this);
        button->setAccessibleName(action->text().remove(u'&'));
        connect(button, &QPushButton::clicked, action, &QAction::trigger);
        m_layout->insertWidget(m_layout->count() - 1, button, 0, Qt::AlignTop);
        m_buttons << button;
    }
    restyle();
    setAccessibleDescription(text);
    show();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        dismiss();
    else
        QFrame::keyPressEvent(event);
}

void MessageBar::restyle()
{
    const DesignTokens &tokens = Appearance::instance().tokens();
    const auto [sign, color] = [&]() -> std::pair<QString, std::uint32_t> {
        switch (m_kind) {
        case Kind::Error:
            return {u"✕"_s, tokens.fail};
        case Kind::Warning:
            return {u"!"_s, tokens.warn};
        case Kind::Information:
            break;
        }
        return {m_progress->isHidden() ? u"✓"_s : u"…"_s, tokens.accent};
    }();
    m_sign->setText(sign);
    QPalette palette;
    palette.setColor(QPalette::WindowText, toColor(color));
    m_sign->setPalette(palette);
}

void MessageBar::dismiss()
{
    Q_EMIT changed();
    hide();
    Q_EMIT closed();
}

} // namespace doorbuster
