// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profilepage.h"

#include "core/profile/fieldtable.h"
#include "ui/profile/fieldeditor.h"
#include "ui/profile/fieldform.h"
#include "ui/profile/formtable.h"
#include "ui/profile/plancard.h"
#include "ui/profile/problempanel.h"
#include "ui/profile/profiledocument.h"
#include "ui/profile/stagemodel.h"
#include "ui/profile/thresholdmodel.h"
#include "ui/widgets/card.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QSettings>
#include <QSplitter>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

Card *tableCard(const QString &title, FormTable *table, const QString &path, QWidget *parent)
{
    auto *card = new Card(title, parent);
    card->addHeaderWidget(table->buttons());
    card->setContent(table, false);
    card->setMinimumHeight(132);
    if (const Field *field = fieldAt(path)) {
        card->setToolTip(fieldHelp(*field));
        card->setWhatsThis(fieldHelp(*field));
    }
    return card;
}

} // namespace

ProfilePage::ProfilePage(ProfileDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_columns(new QSplitter(Qt::Horizontal, this))
    , m_right(new QSplitter(Qt::Vertical, this))
    , m_form(new FieldForm(document, this))
    , m_plan(new PlanCard(document, this))
    , m_stages(new FormTable(new StageModel(document), tr("Stages"), FormTable::Order | FormTable::Paste, this))
    , m_thresholds(new FormTable(new ThresholdModel(document), tr("Thresholds"), FormTable::Order, this))
{
    m_stages->view()->setStretchColumn(StageModel::Description);
    QHeaderView *header = m_stages->view()->horizontalHeader();
    const QList<int> order = StageModel::visualOrder();
    for (int place = 0; place < order.size(); ++place)
        header->moveSection(header->visualIndex(order[place]), place);
    m_stages->view()->setEmptyText(tr("No stages: add one, or paste them from a spreadsheet or a k6 script."));
    m_thresholds->view()->setStretchColumn(ThresholdModel::Metric);
    m_stages->view()->resizeColumnsToContents();
    m_thresholds->view()->resizeColumnsToContents();
    m_thresholds->view()->setEmptyText(tr("Without thresholds only the verification decides."));

    auto *formCard = new Card({}, this);
    formCard->setContent(m_form);
    formCard->setMinimumWidth(476);
    m_right->addWidget(m_plan);
    m_right->addWidget(tableCard(tr("Stages"), m_stages, u"load.stages"_s, this));
    m_right->addWidget(tableCard(tr("Thresholds"), m_thresholds, u"thresholds"_s, this));
    m_right->setChildrenCollapsible(false);
    m_right->setHandleWidth(8);
    m_columns->addWidget(formCard);
    m_columns->addWidget(m_right);
    m_columns->setChildrenCollapsible(false);
    m_columns->setHandleWidth(8);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_columns);
    resetLayout();
    connect(&document, &ProfileDocument::stepped, this, [this](const QString &path) { reveal(path, false); });
}

void ProfilePage::reveal(const QString &path, bool focus)
{
    if (path.startsWith("load.stages"_L1)) {
        if (focus)
            m_stages->focusError(path);
    } else if (path.startsWith("thresholds"_L1)) {
        if (focus)
            m_thresholds->focusError(path);
    } else {
        m_form->reveal(path, focus);
    }
}

void ProfilePage::focusFirstError()
{
    // What has a field comes before what has none: there is something to type.
    const ProfileError *first = nullptr;
    for (const ProfileError &error : m_document.errors()) {
        if (!first || (m_form->problems()->shows(first->path) && !m_form->problems()->shows(error.path)))
            first = &error;
    }
    if (!first)
        return;
    if (m_form->problems()->shows(first->path))
        m_form->problems()->focusRemoval();
    else
        reveal(first->path, true);
}

void ProfilePage::focusSearch()
{
    m_form->search()->setFocus(Qt::ShortcutFocusReason);
    m_form->search()->selectAll();
}

void ProfilePage::saveLayout(QSettings &settings) const
{
    settings.setValue(u"profile/columns"_s, m_columns->saveState());
    settings.setValue(u"profile/right"_s, m_right->saveState());
    settings.setValue(u"profile/folded"_s, m_form->folded());
}

void ProfilePage::restoreLayout(QSettings &settings)
{
    m_columns->restoreState(settings.value(u"profile/columns"_s).toByteArray());
    m_right->restoreState(settings.value(u"profile/right"_s).toByteArray());
    m_form->setFolded(settings.value(u"profile/folded"_s).toStringList());
}

void ProfilePage::resetLayout()
{
    m_columns->setStretchFactor(0, 2);
    m_columns->setStretchFactor(1, 2);
    m_columns->setSizes({540, 560});
    m_right->setStretchFactor(0, 3);
    m_right->setStretchFactor(1, 3);
    m_right->setStretchFactor(2, 2);
    m_right->setSizes({220, 240, 180});
    m_form->setFolded({});
}

} // namespace doorbuster
