// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/fieldform.h"

#include "core/profile/fieldtable.h"
#include "ui/profile/connectionpanel.h"
#include "ui/profile/fieldeditor.h"
#include "ui/profile/formsection.h"
#include "ui/profile/formtable.h"
#include "ui/profile/pairmodel.h"
#include "ui/profile/problempanel.h"
#include "ui/profile/profiledocument.h"
#include "ui/theme/appearance.h"
#include "ui/widgets/tableview.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QSet>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

/// The heading of a field's group: the table groups by the first part of the path.
QString groupTitle(const QString &path)
{
    const QString group = path.section(u'.', 0, 0);
    if (group == u"target")
        return FieldForm::tr("Target");
    if (group == u"sale")
        return FieldForm::tr("Sale");
    if (group == u"load")
        return FieldForm::tr("Load");
    if (group == u"buyer")
        return FieldForm::tr("Buyer");
    if (group == u"verification")
        return FieldForm::tr("Verification");
    if (group == u"outputs")
        return FieldForm::tr("Outputs");
    if (group == u"tags")
        return FieldForm::tr("Tags");
    return FieldForm::tr("Test");
}

bool belongsTo(const QString &path, const QString &item)
{
    return path == item || path.startsWith(item + u'.') || path.startsWith(item + u'[');
}

} // namespace

FieldForm::FieldForm(ProfileDocument &document, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_search(new QLineEdit(this))
    , m_scroll(new QScrollArea(this))
    , m_nothing(new QLabel(this))
    , m_help(new QLabel(this))
    , m_problems(new ProblemPanel(document, this))
{
    m_search->setPlaceholderText(
        tr("Search the settings (%1)").arg(QKeySequence(QKeySequence::Find).toString(QKeySequence::NativeText)));
    m_search->setAccessibleName(tr("Search the settings"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, &FieldForm::setFilter);

    auto *sections = new QWidget(m_scroll);
    m_sectionsLayout = new QVBoxLayout(sections);
    m_sectionsLayout->setContentsMargins(0, 0, 8, 0);
    m_sectionsLayout->setSpacing(4);
    FormSection *section = nullptr;
    for (const Field &field : fieldTable()) {
        if (field.path == u"load.stages" || field.path == u"thresholds")
            continue;
        const QString title = groupTitle(field.path);
        if (!section || section->title() != title)
            section = addSection(title);
        if (field.isScalar())
            addField(section, field);
        else
            addTable(section, field);
        if (field.path == u"target.apiBase") {
            m_connection = new ConnectionPanel(document, section);
            section->add(m_connection);
            m_items.push_back(
                {field.path, m_items.back().words + u' ' + tr("Test connection").toLower(), section, m_connection});
        }
    }
    m_nothing->setText(tr("No matching settings."));
    m_nothing->setForegroundRole(QPalette::PlaceholderText);
    m_nothing->hide();
    m_sectionsLayout->addWidget(m_nothing);
    m_sectionsLayout->addStretch(1);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setAccessibleName(tr("Settings"));
    m_scroll->setWidget(sections);
    sections->setAutoFillBackground(false);
    m_scroll->viewport()->setAutoFillBackground(false);

    m_help->setTextFormat(Qt::PlainText);
    m_help->setFont(secondaryFont(m_help->font()));
    m_help->setForegroundRole(QPalette::PlaceholderText);
    m_help->setWordWrap(true);
    m_help->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    m_help->setFixedHeight(m_help->fontMetrics().lineSpacing() * 3 + 2);
    m_help->setText(tr("Select a field to see what it does."));

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(m_search);
    layout->addWidget(m_problems);
    layout->addWidget(m_scroll, 1);
    auto *line = new QFrame(this);
    line->setFrameShape(QFrame::HLine);
    line->setForegroundRole(QPalette::Mid);
    line->setFrameShadow(QFrame::Plain);
    layout->addWidget(line);
    layout->addWidget(m_help);
    setTabOrder(m_search, sections);
    connect(&document, &ProfileDocument::changed, this, &FieldForm::countErrors);
    countErrors();
}

FormSection *FieldForm::addSection(const QString &title)
{
    auto *section = new FormSection(title, this);
    m_sectionsLayout->addWidget(section);
    m_sections.push_back(section);
    return section;
}

void FieldForm::addField(FormSection *section, const Field &field)
{
    auto *editor = new FieldEditor(m_document, field, section);
    section->add(editor);
    connect(editor, &FieldEditor::focused, this, [this, &field] { showHelp(field); });
    m_editors.insert(field.path, editor);
    const QStringList words{section->title(), field.label, field.path, field.help, field.environment};
    m_items.push_back({field.path, words.join(u' ').toLower(), section, editor});
}

void FieldForm::addTable(FormSection *section, const Field &field)
{
    auto *table = new FormTable(new PairModel(m_document, field.path), field.label, FormTable::Rows, section);
    table->view()->horizontalHeader()->setSectionResizeMode(QHeaderView::Interactive);
    table->view()->horizontalHeader()->setStretchLastSection(true);
    table->view()->horizontalHeader()->resizeSection(PairModel::Name, kFieldLabelWidth);
    table->setMostRows(5);
    table->setToolTip(fieldHelp(field));
    table->setWhatsThis(fieldHelp(field));
    table->view()->installEventFilter(this);
    table->view()->setProperty("fieldPath", field.path);

    auto *block = new QWidget(section);
    auto *header = new QHBoxLayout;
    auto *label = new QLabel(field.label, block);
    label->setTextFormat(Qt::PlainText);
    label->setBuddy(table->view());
    header->addWidget(label);
    label->setVisible(field.label != section->title());
    header->setContentsMargins(0, 0, 0, 0);
    header->addStretch(1);
    header->addWidget(table->buttons());
    auto *layout = new QVBoxLayout(block);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addLayout(header);
    layout->addWidget(table);
    section->add(block);
    m_tables.insert(field.path, table);
    const QStringList words{section->title(), field.label, field.path, field.help};
    m_items.push_back({field.path, words.join(u' ').toLower(), section, block});
}

FieldEditor *FieldForm::editor(const QString &path) const
{
    return m_editors.value(path);
}

FormTable *FieldForm::table(const QString &path) const
{
    return m_tables.value(path);
}

QString FieldForm::helpText() const
{
    return m_help->text();
}

void FieldForm::showHelp(const Field &field)
{
    m_help->setText(fieldHelp(field));
}

bool FieldForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        if (const Field *field = fieldAt(watched->property("fieldPath").toString()))
            showHelp(*field);
    }
    if (watched == m_search && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape && !m_search->text().isEmpty()) {
        m_search->clear();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FieldForm::setFilter(const QString &text)
{
    const QStringList words = text.toLower().split(u' ', Qt::SkipEmptyParts);
    if (m_filter.isEmpty() && !words.isEmpty()) {
        m_foldedBefore = folded();
        setFolded({});
    }
    const bool wasFiltered = !m_filter.isEmpty();
    m_filter = words.join(u' ');
    QSet<FormSection *> shown;
    for (const Item &item : m_items) {
        const bool fits =
            std::all_of(words.begin(), words.end(), [&item](const QString &word) { return item.words.contains(word); });
        item.widget->setVisible(fits);
        if (fits)
            shown.insert(item.section);
    }
    for (FormSection *section : m_sections)
        section->setVisible(shown.contains(section));
    m_nothing->setVisible(shown.isEmpty());
    if (wasFiltered && words.isEmpty())
        setFolded(m_foldedBefore);
}

const FieldForm::Item *FieldForm::itemOf(const QString &path) const
{
    for (const Item &item : m_items) {
        if (belongsTo(path, item.path))
            return &item;
    }
    return nullptr;
}

bool FieldForm::reveal(const QString &path, bool focus)
{
    const Item *item = itemOf(path);
    if (!item)
        return false;
    if (item->widget->isHidden())
        m_search->clear();
    item->section->setFolded(false);
    // The scroll area knows where things are only after the layout does.
    m_sectionsLayout->activate();
    if (FieldEditor *field = editor(item->path)) {
        if (focus)
            field->focusInput();
    } else if (FormTable *rows = table(item->path); rows && focus && !rows->focusError(path)) {
        rows->view()->setFocus(Qt::OtherFocusReason);
    }
    m_scroll->ensureWidgetVisible(item->widget, 0, 24);
    return true;
}

void FieldForm::countErrors()
{
    QHash<FormSection *, int> counts;
    for (const ProfileError &error : m_document.errors()) {
        if (m_problems->shows(error.path))
            continue;
        if (const Item *item = itemOf(error.path))
            ++counts[item->section];
    }
    for (FormSection *section : m_sections)
        section->setErrorCount(counts.value(section));
}

QStringList FieldForm::folded() const
{
    QStringList titles;
    for (const FormSection *section : m_sections) {
        if (section->isFolded())
            titles << section->title();
    }
    return titles;
}

void FieldForm::setFolded(const QStringList &titles)
{
    for (FormSection *section : m_sections)
        section->setFolded(titles.contains(section->title()));
}

} // namespace doorbuster
