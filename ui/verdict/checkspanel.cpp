// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/checkspanel.h"

#include "core/text/format.h"
#include "ui/verdict/checksmodel.h"
#include "ui/verdict/tabletext.h"
#include "ui/widgets/card.h"
#include "ui/widgets/tableview.h"
#include "ui/widgets/verdictdelegate.h"

#include <QButtonGroup>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

using Group = ChecksFilter::Group;

constexpr int roomForNote = 1240; ///< px
constexpr int roomForExpected = 880; ///< px; with less, three columns of texts would each be cut after a word

QToolButton *makeButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setText(text);
    button->setObjectName(name);
    button->setProperty("boxed", true);
    button->setFocusPolicy(Qt::StrongFocus);
    return button;
}

QString columnsKey()
{
    return u"verdict/checkColumns"_s;
}

} // namespace

ChecksPanel::ChecksPanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new ChecksModel(this))
    , m_filter(new ChecksFilter(m_model, this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *card = new Card(tr("Checks"), this);
    layout->addWidget(card);
    card->addHeaderWidget(makeFilters());

    m_table = new TableView(tr("Checks"), card);
    m_table->setObjectName(u"checks"_s);
    m_table->setModel(m_filter);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setItemDelegateForColumn(ChecksModel::VerdictColumn, new VerdictDelegate(m_table));
    m_table->setStretchColumn(ChecksModel::NoteColumn);
    for (const int column : {ChecksModel::ExpectedColumn, ChecksModel::ActualColumn}) {
        m_table->horizontalHeader()->setSectionResizeMode(column, QHeaderView::Stretch);
    }
    // The worst first; among equals, the order of the table.
    m_table->horizontalHeader()->setSortIndicator(ChecksModel::VerdictColumn, Qt::AscendingOrder);
    m_table->setSortingEnabled(true);
    m_defaultColumns = m_table->horizontalHeader()->saveState();
    card->setContent(m_table, false);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ChecksPanel::currentChanged);
    count(); // without a result, too, the filters have their words
}

QWidget *ChecksPanel::makeFilters()
{
    auto *filters = new QWidget(this);
    auto *row = new QHBoxLayout(filters);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    auto *group = new QButtonGroup(this);
    for (std::size_t i = 0; i < groupCount; ++i) {
        QToolButton *button = makeButton({}, u"group-%1"_s.arg(i), filters);
        button->setCheckable(true);
        group->addButton(button);
        connect(button, &QToolButton::clicked, this, [this, i] {
            m_filter->setGroup(Group(i));
            keepSelection();
        });
        row->addWidget(button);
        m_groups[i] = button;
    }
    m_groups[0]->setChecked(true);
    m_text = new QLineEdit(filters);
    m_text->setObjectName(u"filter"_s);
    m_text->setPlaceholderText(tr("Filter"));
    m_text->setAccessibleName(tr("Filter the checks by words"));
    m_text->setClearButtonEnabled(true);
    m_text->setMinimumWidth(72);
    m_text->setMaximumWidth(160);
    connect(m_text, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_filter->setText(text);
        keepSelection();
    });
    row->addSpacing(4);
    row->addWidget(m_text, 1);
    row->addSpacing(4);
    QToolButton *copyButton = makeButton(tr("Copy"), u"copyChecks"_s, filters);
    copyButton->setToolTip(tr("Copies the table as it is shown"));
    connect(copyButton, &QToolButton::clicked, this, &ChecksPanel::copy);
    row->addWidget(copyButton);
    QToolButton *exportButton = makeButton(tr("CSV…"), u"exportChecks"_s, filters);
    exportButton->setAccessibleName(tr("Export all checks as CSV"));
    exportButton->setToolTip(tr("Saves all checks as a table"));
    connect(exportButton, &QToolButton::clicked, this, &ChecksPanel::exportWanted);
    row->addWidget(exportButton);
    m_uses = {copyButton, exportButton};
    return filters;
}

void ChecksPanel::setReport(const std::shared_ptr<const VerificationReport> &report)
{
    m_model->setReport(report);
    m_text->clear();
    m_groups[0]->click();
    count();
    selectWorst();
    Q_EMIT currentChanged();
}

void ChecksPanel::select(CheckId id)
{
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        if (m_filter->check(m_filter->index(row, 0))->id == id) {
            m_table->selectRow(row);
            return;
        }
    }
}

const CheckRow *ChecksPanel::current() const
{
    return m_filter->check(m_table->currentIndex());
}

void ChecksPanel::count()
{
    const bool any = m_model->rowCount() > 0;
    m_table->setEmptyText(any ? tr("No check is like that") : tr("Nothing was checked: the books were not read"));
    m_text->setEnabled(any);
    for (QToolButton *button : m_uses) {
        button->setEnabled(any);
    }
    const QString texts[] = {
        tr("All %1"), tr("Failed %1"), tr("Warnings %1"), tr("Inconclusive %1"), tr("No data %1"), tr("Off %1")};
    for (std::size_t i = 0; i < groupCount; ++i) {
        const int checks = m_filter->count(Group(i));
        m_groups[i]->setText(texts[i].arg(formatCount(checks)));
        m_groups[i]->setAccessibleName(tr("Show checks: %1").arg(m_groups[i]->text()));
        m_groups[i]->setEnabled(i == 0 || checks > 0);
        // What is rare would only take the room of the others.
        m_groups[i]->setVisible(checks > 0 || Group(i) <= Group::Warnings);
    }
}

void ChecksPanel::selectWorst()
{
    int worst = -1;
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const CheckRow *check = m_filter->check(m_filter->index(row, 0));
        if (worst < 0 || check->verdict > m_filter->check(m_filter->index(worst, 0))->verdict) {
            worst = row;
        }
    }
    if (worst >= 0) {
        m_table->selectRow(worst);
    }
}

/// Of what is left by a filter, something is always selected, so that the detail beside it belongs to the table.
void ChecksPanel::keepSelection()
{
    if (!m_table->currentIndex().isValid() || m_table->selectionModel()->selectedRows().isEmpty()) {
        selectWorst();
    }
    Q_EMIT currentChanged();
}

/// Where there is little room, the note, and then what was expected, are left to the detail beside the table.
void ChecksPanel::fitColumns()
{
    m_table->setColumnHidden(ChecksModel::NoteColumn, width() < roomForNote);
    m_table->setColumnHidden(ChecksModel::ExpectedColumn, width() < roomForExpected);
}

void ChecksPanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void ChecksPanel::copy()
{
    QGuiApplication::clipboard()->setText(tableText(*m_filter));
}

void ChecksPanel::saveLayout(QSettings &settings) const
{
    settings.setValue(columnsKey(), m_table->horizontalHeader()->saveState());
}

void ChecksPanel::restoreLayout(const QSettings &settings)
{
    m_table->horizontalHeader()->restoreState(settings.value(columnsKey()).toByteArray());
    fitColumns();
}

void ChecksPanel::resetLayout()
{
    m_table->horizontalHeader()->restoreState(m_defaultColumns);
    fitColumns();
}

} // namespace doorbuster
