// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/fieldeditor.h"

#include "core/text/format.h"
#include "ui/profile/fieldinput.h"
#include "ui/profile/profiledocument.h"
#include "ui/theme/appearance.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

QLabel *textLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QLabel *noteLabel(QWidget *parent)
{
    QLabel *label = textLabel(parent);
    label->setFont(secondaryFont(label->font()));
    label->setWordWrap(true);
    label->setMinimumWidth(1); // a long word must not widen the form
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    label->hide();
    return label;
}

void setColor(QLabel *label, std::uint32_t rgb)
{
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, toColor(rgb));
    label->setPalette(palette);
}

} // namespace

FieldEditor::FieldEditor(ProfileDocument &document, const Field &field, QWidget *parent)
    : QWidget(parent)
    , m_document(document)
    , m_field(field)
    , m_origin(textLabel(this))
    , m_reset(new QToolButton(this))
    , m_problem(noteLabel(this))
    , m_remark(noteLabel(this))
{
    QLabel *label = textLabel(this);
    label->setText(field.label);
    label->setFixedWidth(kFieldLabelWidth);
    label->setWordWrap(true);

    auto *line = new QHBoxLayout;
    line->setSpacing(6);
    line->addWidget(label);
    if (field.isSecret()) {
        m_secret = textLabel(this);
        m_secret->setWordWrap(true);
        m_secret->setFocusPolicy(Qt::TabFocus);
        m_secret->setAccessibleName(field.label);
        m_secret->installEventFilter(this);
        line->addWidget(m_secret, 1);
    } else {
        m_input = FieldInput::make(field, this);
        m_input->control()->setAccessibleName(field.label);
        m_input->control()->installEventFilter(this);
        label->setBuddy(m_input->control());
        line->addWidget(m_input, 1);
        connect(m_input, &FieldInput::edited, this,
            [this](const QString &text) { m_document.setText(m_field.path, text); });
        connect(m_input, &FieldInput::finished, this, [this] { m_document.endTyping(); });
    }
    if (!field.unit.isEmpty()) {
        QLabel *unit = textLabel(this);
        unit->setText(field.unit);
        unit->setForegroundRole(QPalette::PlaceholderText);
        line->addWidget(unit);
    }
    m_origin->setFont(secondaryFont(m_origin->font()));
    m_origin->setForegroundRole(QPalette::PlaceholderText);
    m_origin->setMaximumWidth(kFieldOriginWidth);
    m_reset->setText(u"↺"_s);
    m_reset->setAutoRaise(true);
    m_reset->setFixedWidth(22);
    const QString defaultText = field.isSecret() ? QString() : field.toText(field.defaultValue());
    m_reset->setToolTip(defaultText.isEmpty() ? tr("Empty it again, as it is by default")
                                              : tr("Back to the default, %1").arg(defaultText));
    m_reset->setAccessibleName(tr("Reset %1 to its default").arg(field.label));
    connect(m_reset, &QToolButton::clicked, this, [this] {
        // The button goes, and the keyboard must not go with it.
        focusInput();
        m_document.reset(m_field.path);
    });
    auto *origin = new QWidget(this);
    origin->setFixedWidth(kFieldOriginWidth + 24);
    auto *originLine = new QHBoxLayout(origin);
    originLine->setContentsMargins(0, 0, 0, 0);
    originLine->setSpacing(2);
    originLine->addWidget(m_origin);
    originLine->addWidget(m_reset);
    originLine->addStretch(1);
    line->addWidget(origin);

    auto *notes = new QVBoxLayout;
    notes->setContentsMargins(kFieldLabelWidth + 6, 0, 0, 0);
    notes->setSpacing(0);
    notes->addWidget(m_problem);
    notes->addWidget(m_remark);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    layout->addLayout(line);
    layout->addLayout(notes);

    setToolTip(fieldHelp(field));
    setWhatsThis(fieldHelp(field));
    connect(&document, &ProfileDocument::changed, this, &FieldEditor::refresh);
    connect(&Appearance::instance(), &Appearance::changed, this, &FieldEditor::restyle);
    restyle();
    refresh();
}

QString FieldEditor::problemText() const
{
    return m_problem->isHidden() ? QString() : m_problem->text();
}

QString FieldEditor::remarkText() const
{
    return m_remark->isHidden() ? QString() : m_remark->text();
}

QString FieldEditor::originText() const
{
    return m_origin->text();
}

void FieldEditor::focusInput()
{
    (m_input ? m_input->control() : m_secret)->setFocus(Qt::OtherFocusReason);
}

void FieldEditor::restyle()
{
    const DesignTokens &tokens = Appearance::instance().tokens();
    setColor(m_problem, tokens.fail);
    setColor(m_remark, tokens.warn);
}

void FieldEditor::refresh()
{
    const FieldOrigin origin = m_document.originOf(m_field.path);
    m_origin->setText(m_origin->fontMetrics().elidedText(origin.label, Qt::ElideMiddle, kFieldOriginWidth));
    m_origin->setToolTip(tr("Comes from: %1").arg(origin.explanation));
    m_reset->setVisible(m_document.isGiven(m_field.path));

    const QStringList problems = m_document.problemsOf(m_field.path);
    m_problem->setText(u"✕ "_s + displayText(problems.join(u"; "_s), 400));
    m_problem->setToolTip(m_problem->text());
    m_problem->setVisible(!problems.isEmpty());
    if (m_secret) {
        const QString told = m_document.environment().contains(m_field.environment)
            ? tr("from the environment variable %1").arg(m_field.environment)
            : m_field.path == "sale.admin.password"_L1
            ? tr("made up for each run; the environment variable %1 sets it").arg(m_field.environment)
            : tr("none; the environment variable %1 sets it").arg(m_field.environment);
        m_secret->setAccessibleDescription(told);
        m_secret->setText(QString(told).replace(u'_', u"_\u200b"_s)); // where a long name may be broken
        return;
    }
    m_input->setText(m_document.text(m_field.path));
    QWidget *control = m_input->control();
    if (control->property("invalid").toBool() == problems.isEmpty()) {
        control->setProperty("invalid", !problems.isEmpty());
        control->style()->unpolish(control);
        control->style()->polish(control);
    }
    control->setAccessibleDescription(problems.isEmpty() ? m_field.help : m_problem->text());

    const bool fromCommandLine = origin.source == SettingSource::CommandLine;
    m_remark->setText(!origin.used ? QString()
            : fromCommandLine      ? tr("! The command line sets it: %1 is used.").arg(displayText(*origin.used, 200))
                                   : tr("! %1 is set: %2 is used.").arg(origin.label, displayText(*origin.used, 200)));
    m_remark->setToolTip(m_remark->text());
    m_remark->setVisible(origin.used.has_value());
}

bool FieldEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn)
        Q_EMIT focused();
    // One undo for the whole profile: the controls' own knows nothing of the other fields.
    if (event->type() == QEvent::ShortcutOverride || event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool isUndo = key->matches(QKeySequence::Undo);
        if (isUndo || key->matches(QKeySequence::Redo)) {
            if (event->type() == QEvent::ShortcutOverride)
                event->ignore();
            else if (isUndo)
                m_document.undoStack().undo();
            else
                m_document.undoStack().redo();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

QString fieldHelp(const Field &field)
{
    QStringList facts;
    if (const QString range = field.rangeText(); !range.isEmpty() && field.kind != SettingKind::Choice)
        facts << range;
    if (field.isScalar() && !field.isSecret()) {
        if (const QString text = field.toText(field.defaultValue()); !text.isEmpty())
            facts << FieldEditor::tr("default %1").arg(text);
    }
    facts << field.path;
    if (!field.environment.isEmpty())
        facts << field.environment;
    return field.help + u'\n' + facts.join(u" · "_s);
}

} // namespace doorbuster
