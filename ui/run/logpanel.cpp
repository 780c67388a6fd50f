// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/run/logpanel.h"

#include "core/text/format.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/tableview.h"

#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSortFilterProxyModel>
#include <QToolButton>

namespace doorbuster {

using namespace std::chrono_literals;

namespace {

constexpr auto showInterval = 250ms;

QToolButton *makeButton(const QString &text, const QString &toolTip, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setToolTip(toolTip);
    button->setAccessibleName(QString(text).remove(QLatin1Char('&')));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

} // namespace

LogPanel::LogPanel(QWidget *parent)
    : QWidget(parent)
    , m_proxy(new QSortFilterProxyModel(this))
    , m_view(new TableView(tr("Log"), this))
    , m_filter(new QLineEdit(this))
    , m_follow(makeButton(tr("&Follow"), tr("Show the newest line as it comes in"), this))
    , m_copy(makeButton(tr("&Copy"), tr("Copy the selected lines, or all that are shown"), this))
    , m_count(new QLabel(this))
{
    m_proxy->setSourceModel(&m_model);
    m_proxy->setFilterKeyColumn(-1);
    m_proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_view->setModel(m_proxy);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    m_view->horizontalHeader()->setSectionsMovable(false);
    m_view->verticalHeader()->setDefaultSectionSize(m_view->fontMetrics().height() + 4);
    m_view->setColumnWidth(LogModel::Time, m_view->fontMetrics().horizontalAdvance(QStringLiteral("-00:00:00")) + 24);
    m_view->setColumnWidth(LogModel::Source, m_view->fontMetrics().horizontalAdvance(QStringLiteral("VU 10000")) + 24);
    m_view->horizontalHeader()->setSectionResizeMode(LogModel::Message, QHeaderView::Stretch);

    m_filter->setPlaceholderText(tr("Filter the log"));
    m_filter->setAccessibleName(tr("Filter the log"));
    m_filter->setClearButtonEnabled(true);
    m_filter->setMaximumWidth(320);
    m_follow->setCheckable(true);
    m_follow->setChecked(true);
    m_count->setTextFormat(Qt::PlainText);
    m_count->setFont(secondaryFont(font()));
    m_count->setForegroundRole(QPalette::PlaceholderText);

    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 4, 12, 4);
    bar->setSpacing(8);
    bar->addWidget(m_filter, 1);
    bar->addWidget(m_count);
    bar->addStretch(1);
    bar->addWidget(m_follow);
    bar->addWidget(m_copy);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(bar);
    layout->addWidget(m_view, 1);

    m_soon.setSingleShot(true);
    m_soon.setInterval(showInterval);
    connect(&m_soon, &QTimer::timeout, this, &LogPanel::flush);
    connect(m_filter, &QLineEdit::textChanged, this, &LogPanel::setFilter);
    connect(m_follow, &QToolButton::toggled, this, &LogPanel::setFollowing);
    connect(
        m_copy, &QToolButton::clicked, this, [this] { QApplication::clipboard()->setText(m_view->selectedText()); });
    connect(m_view->verticalScrollBar(), &QScrollBar::valueChanged, this, &LogPanel::onScrolled);
    connect(m_view->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this] {
        if (m_following) {
            const QScopedValueRollback changing(m_changing, true);
            m_view->verticalScrollBar()->setValue(m_view->verticalScrollBar()->maximum());
        }
    });
    tellCount();
}

void LogPanel::add(const LogLine &line)
{
    // Held for long, the oldest lines would not be shown anyway.
    if (m_pending.size() >= 2 * LogModel::limit) {
        m_pending.erase(m_pending.begin(), m_pending.begin() + qsizetype(LogModel::limit));
        m_model.countDropped(LogModel::limit);
    }
    m_pending.push_back(line);
    if (!m_held && !m_soon.isActive()) {
        m_soon.start();
    }
}

void LogPanel::flush()
{
    m_soon.stop();
    if (m_held || m_pending.empty()) {
        return;
    }
    const QScopedValueRollback changing(m_changing, true);
    const QPersistentModelIndex top = m_view->indexAt(QPoint(0, 0));
    m_model.append(m_pending);
    m_pending.clear();
    tellCount();
    if (m_following) {
        m_view->scrollToBottom();
    } else if (top.isValid()) {
        // Lines that gave way must not move those that are being read.
        m_view->scrollTo(top, QAbstractItemView::PositionAtTop);
    }
}

void LogPanel::clear()
{
    m_soon.stop();
    m_pending.clear();
    m_model.clear();
    setFollowing(true);
    tellCount();
}

void LogPanel::setHeld(bool held)
{
    m_held = held;
    flush();
}

void LogPanel::setFollowing(bool following)
{
    m_following = following;
    m_follow->setChecked(following);
    if (following) {
        const QScopedValueRollback changing(m_changing, true);
        m_view->scrollToBottom();
    }
}

void LogPanel::onScrolled(int value)
{
    if (!m_changing) {
        setFollowing(value >= m_view->verticalScrollBar()->maximum());
    }
}

void LogPanel::setFilter(const QString &text)
{
    {
        const QScopedValueRollback changing(m_changing, true);
        m_proxy->setFilterFixedString(text);
    }
    tellEmpty();
    tellCount();
    if (m_following) {
        setFollowing(true);
    }
}

void LogPanel::setEmptyText(const QString &text)
{
    m_emptyText = text;
    tellEmpty();
}

void LogPanel::tellEmpty()
{
    m_view->setEmptyText(
        m_filter->text().isEmpty() || m_model.rowCount() == 0 ? m_emptyText : tr("No line has this text"));
}

void LogPanel::tellCount()
{
    const int all = m_model.rowCount();
    const int shown = m_proxy->rowCount();
    QString text = shown == all ? tr("Lines: %1").arg(formatCount(all))
                                : tr("Lines: %1 of %2").arg(formatCount(shown), formatCount(all));
    if (m_model.dropped() > 0) {
        text += tr(", %1 older ones gave way").arg(formatCount(m_model.dropped()));
    }
    if (m_count->text() != text) {
        m_count->setText(text);
    }
    m_copy->setEnabled(shown > 0);
    tellEmpty();
}

} // namespace doorbuster
