// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/verdict/evidencepanel.h"

#include "core/text/format.h"
#include "ui/verdict/evidencemodel.h"
#include "ui/verdict/naturalorder.h"
#include "ui/verdict/tabletext.h"
#include "ui/widgets/tableview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QSortFilterProxyModel>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace doorbuster {

namespace {

constexpr int minTableHeight = 96;
constexpr int maxColumnWidth = 260;

/// Names and numbers in the order that people expect.
class EvidenceOrder final : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    bool lessThan(const QModelIndex &left, const QModelIndex &right) const override
    {
        if (left.column() == EvidenceModel::NumberColumn) {
            return left.data(EvidenceModel::SortRole).toInt() < right.data(EvidenceModel::SortRole).toInt();
        }
        return naturalOrder(
                   left.data(EvidenceModel::SortRole).toString(), right.data(EvidenceModel::SortRole).toString())
            < 0;
    }
};

QString countText(const Evidence &evidence)
{
    const auto shown = qint64(evidence.rows.size());
    if (evidence.count > shown) {
        return EvidencePanel::tr("showing %1 of %2").arg(formatCount(shown), formatCount(evidence.count));
    }
    return shown == 1 ? EvidencePanel::tr("1 finding") : EvidencePanel::tr("%1 findings").arg(formatCount(shown));
}

} // namespace

EvidencePanel::EvidencePanel(QWidget *parent)
    : QWidget(parent)
    , m_model(new EvidenceModel(this))
    , m_order(new EvidenceOrder(this))
{
    m_order->setSourceModel(m_model);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    auto *header = new QHBoxLayout;
    header->setSpacing(4);
    auto *title = new QLabel(tr("Evidence"), this);
    QFont bold = title->font();
    bold.setBold(true);
    title->setFont(bold);
    m_count = new QLabel(this);
    m_count->setObjectName(u"evidenceCount"_s);
    m_count->setForegroundRole(QPalette::PlaceholderText);
    header->addWidget(title);
    header->addStretch(1);
    const auto addButton = [&](const QString &text, const QString &name, const QString &tip) {
        auto *button = new QToolButton(this);
        button->setText(text);
        button->setObjectName(name);
        button->setToolTip(tip);
        button->setAccessibleName(tip);
        button->setProperty("boxed", true);
        button->setFocusPolicy(Qt::StrongFocus);
        header->addWidget(button);
        return button;
    };
    m_worst = addButton(tr("▲ Worst"), u"worst"_s, tr("Go to the worst finding"));
    m_copy = addButton(tr("Copy"), u"copyEvidence"_s, tr("Copy all findings that are shown"));
    m_export = addButton(tr("CSV…"), u"exportEvidence"_s, tr("Export the findings as CSV"));
    layout->addLayout(header);
    layout->addWidget(m_count);

    m_table = new TableView(tr("Evidence"), this);
    m_table->setObjectName(u"evidence"_s);
    m_table->setModel(m_order);
    m_table->setMinimumHeight(minTableHeight);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setResizeContentsPrecision(50);
    m_table->horizontalHeader()->setMaximumSectionSize(maxColumnWidth);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // as the model has them: the worst first
    m_table->horizontalHeader()->setSortIndicatorClearable(true);
    m_table->setSortingEnabled(true);
    layout->addWidget(m_table, 1);

    connect(m_worst, &QToolButton::clicked, this, &EvidencePanel::showWorst);
    connect(
        m_copy, &QToolButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(tableText(*m_order)); });
    connect(m_export, &QToolButton::clicked, this, &EvidencePanel::exportWanted);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &EvidencePanel::selectionChanged);
}

void EvidencePanel::setEvidence(std::shared_ptr<const Evidence> evidence)
{
    m_table->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder);
    m_model->setEvidence(std::move(evidence));
    const Evidence *shown = m_model->evidence();
    m_count->setText(shown ? countText(*shown) : QString());
    m_worst->setVisible(m_model->worstRow().has_value() && m_model->rowCount() > 1);
    fitHeight();
    if (m_model->worstRow()) {
        showWorst();
    } else if (m_model->rowCount() > 0) {
        m_table->selectRow(0);
    }
    Q_EMIT selectionChanged();
}

QString EvidencePanel::selectedBuyer() const
{
    return m_model->cell(m_order->mapToSource(m_table->currentIndex()).row(), u"buyer");
}

/// A few findings take the room of a few.
void EvidencePanel::fitHeight()
{
    constexpr int few = 40;
    const int rows = m_model->rowCount();
    const int height = m_table->horizontalHeader()->sizeHint().height()
        + (rows + 1) * m_table->verticalHeader()->defaultSectionSize(); // one for a scroll bar
    const int above = m_copy->sizeHint().height() + m_count->sizeHint().height() + 2 * layout()->spacing();
    setMaximumHeight(rows > few ? QWIDGETSIZE_MAX : above + std::max(height, minTableHeight));
}

void EvidencePanel::showWorst()
{
    const QModelIndex worst =
        m_order->mapFromSource(m_model->index(m_model->worstRow().value_or(0), EvidenceModel::NumberColumn));
    m_table->selectRow(worst.row());
    m_table->scrollTo(worst, QAbstractItemView::PositionAtCenter);
}

} // namespace doorbuster
