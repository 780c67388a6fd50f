// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/shell/shortcutlist.h"

#include "ui/widgets/tableview.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace doorbuster {

using namespace Qt::StringLiterals;

ShortcutList::ShortcutList(const QList<QAction *> &actions, QWidget *parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Keyboard shortcuts"));
    auto *model = new QStandardItemModel(0, 2, this);
    model->setHorizontalHeaderLabels({tr("Action"), tr("Keys")});
    const auto add = [model](const QString &what, const QString &keys) {
        model->appendRow({new QStandardItem(what), new QStandardItem(keys)});
    };
    for (const QAction *action : actions) {
        QStringList keys;
        for (const QKeySequence &key : action->shortcuts())
            keys << key.toString(QKeySequence::NativeText);
        if (!keys.isEmpty())
            add(action->text().remove(u'&').remove(u"…"_s), keys.join(u", "_s));
    }
    add(tr("Chart: move the crosshair, zoom, show all"), tr("arrow keys, + and −, 0"));
    add(tr("Table: copy the selected rows"), QKeySequence(QKeySequence::Copy).toString(QKeySequence::NativeText));

    auto *table = new TableView(windowTitle(), this);
    table->setModel(model);
    table->setStretchColumn(0);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(table);
    layout->addWidget(buttons);
    resize(480, 520);
}

} // namespace doorbuster
