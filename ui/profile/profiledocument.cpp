// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/profile/profiledocument.h"

#include "core/metrics/metric.h"
#include "core/profile/fieldtable.h"
#include "core/profile/profileformio.h"
#include "core/profile/starterprofiles.h"
#include "core/text/format.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

QByteArray hashOf(const QByteArray &bytes)
{
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256);
}

/// The file without what its values had against them: by being written, they became what their texts say.
ProfileForm written(ProfileForm form)
{
    for (FormCell &cell : form.fields)
        cell.fault.clear();
    for (QList<FormRow> &rows : form.tables) {
        for (FormRow &row : rows) {
            for (FormCell &cell : row)
                cell.fault.clear();
        }
    }
    return form;
}

bool isUnder(QStringView path, QStringView parent)
{
    return path.startsWith(parent) && path.size() > parent.size()
        && (path[parent.size()] == u'.' || path[parent.size()] == u'[');
}

/// The row of the field table that a path belongs to; -1 = none.
int tableRow(QStringView path)
{
    const auto &table = fieldTable();
    for (qsizetype i = 0; i < table.size(); ++i) {
        if (path == table[i].path || isUnder(path, table[i].path))
            return int(i);
    }
    return -1;
}

/// Whether an error that joins several fields follows from another one: a text that it rests on could not be read.
bool isConsequential(const ProfileError &error, const QList<ProfileError> &unread)
{
    return std::any_of(unread.begin(), unread.end(), [&error](const ProfileError &known) {
        const QString &path = known.path;
        const bool sameField = error.path == path || isUnder(error.path, path);
        const bool planRestsOnIt =
            error.path == u"load.stages" && (path == u"load.startVUs" || isUnder(path, u"load.stages"));
        return sameField || planRestsOnIt || (error.path == u"sale.id" && path == u"sale.mode");
    });
}

} // namespace

/// One step of undo: the whole form before and after, which share what did not change.
class ProfileDocument::Edit final : public QUndoCommand {
public:
    Edit(ProfileDocument &document, ProfileForm after, const QString &step, const QString &path, int typing)
        : QUndoCommand(step)
        , m_document(document)
        , m_before(document.m_form)
        , m_after(std::move(after))
        , m_path(path)
        , m_typing(typing)
    {
    }

    int id() const override { return m_typing; } // -1 never merges

    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const Edit *>(other);
        if (next->m_path != m_path)
            return false;
        m_after = next->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

    void undo() override { step(m_before); }
    void redo() override
    {
        if (std::exchange(m_fresh, false))
            m_document.setForm(m_after);
        else
            step(m_after);
    }

private:
    void step(const ProfileForm &form)
    {
        m_document.endTyping();
        m_document.setForm(form);
        Q_EMIT m_document.stepped(m_path);
    }

    ProfileDocument &m_document;
    ProfileForm m_before;
    ProfileForm m_after;
    QString m_path;
    int m_typing;
    bool m_fresh = true; ///< the first redo() is the edit itself
};

ProfileDocument::ProfileDocument(QObject *parent)
    : QObject(parent)
    , m_title(tr("New profile"))
{
    m_inputs.metrics = &metricTypeByName;
    connect(&m_undoStack, &QUndoStack::cleanChanged, this, [this](bool clean) { Q_EMIT modifiedChanged(!clean); });
    judge();
}

QString ProfileDocument::displayName() const
{
    return m_file.isEmpty() ? m_title : QFileInfo(m_file).fileName();
}

std::optional<QString> ProfileDocument::open(const QString &file)
{
    const auto bytes = readProfileBytes(file);
    if (const auto *problem = std::get_if<QString>(&bytes))
        return QString(file + u": " + *problem);
    const auto form = readForm(std::get<QByteArray>(bytes));
    if (const auto *problem = std::get_if<QString>(&form))
        return QString(file + u": " + *problem);
    begin(std::get<ProfileForm>(form), file, {}, hashOf(std::get<QByteArray>(bytes)));
    return std::nullopt;
}

std::optional<QString> ProfileDocument::openStarter(const QString &id)
{
    const ProfileLoad load = loadStarterProfile(id);
    if (!load.profile)
        return describe(load.errors);
    const auto &all = starterProfiles();
    const auto starter = std::find_if(all.begin(), all.end(), [&id](const StarterProfile &s) { return s.id == id; });
    begin(formOf(*load.profile, load.given), {}, starter->title, {});
    return std::nullopt;
}

void ProfileDocument::newProfile()
{
    begin({}, {}, tr("New profile"), {});
}

void ProfileDocument::begin(
    const ProfileForm &form, const QString &file, const QString &title, const QByteArray &onDisk)
{
    m_file = file;
    m_title = title;
    m_onDisk = onDisk;
    m_form = form;
    m_undoStack.clear();
    judge();
    Q_EMIT fileChanged();
    Q_EMIT changed();
    Q_EMIT errorsChanged();
}

bool ProfileDocument::changedOnDisk() const
{
    if (m_file.isEmpty() || !QFileInfo::exists(m_file))
        return false;
    const auto bytes = readProfileBytes(m_file);
    const auto *present = std::get_if<QByteArray>(&bytes);
    return !present || hashOf(*present) != m_onDisk;
}

std::optional<QString> ProfileDocument::save(const QString &file)
{
    if (const auto problem = saveForm(m_form, file))
        return problem;
    m_onDisk = hashOf(formText(m_form));
    endTyping();
    const bool moved = m_file != file;
    m_file = file;
    setForm(written(m_form));
    m_undoStack.setClean();
    if (moved)
        Q_EMIT fileChanged();
    return std::nullopt;
}

QString ProfileDocument::text(const QString &path) const
{
    const Field *field = fieldAt(path);
    return field && field->isScalar() ? m_form.text(*field) : QString();
}

void ProfileDocument::setText(const QString &path, const QString &text)
{
    const Field *field = fieldAt(path);
    if (!field || !field->isScalar() || field->isSecret() || text == m_form.text(*field))
        return;
    ProfileForm form = m_form;
    form.fields.insert(path, {text});
    edit(std::move(form), tr("edit of %1").arg(field->label), path, true);
}

void ProfileDocument::setRows(const QString &path, const QList<FormRow> &rows, const QString &step)
{
    if (rows == m_form.rows(path))
        return;
    ProfileForm form = m_form;
    form.tables.insert(path, rows);
    edit(std::move(form), step, path, false);
}

void ProfileDocument::reset(const QString &path)
{
    if (!isGiven(path))
        return;
    ProfileForm form = m_form;
    form.fields.remove(path);
    form.tables.remove(path);
    const Field *field = fieldAt(path);
    edit(std::move(form), tr("reset of %1").arg(field ? field->label : path), path, false);
}

void ProfileDocument::removeForeign()
{
    if (m_form.foreign.isEmpty())
        return;
    ProfileForm form = m_form;
    form.foreign.clear();
    edit(std::move(form), tr("removal of what is no field"), {}, false);
}

void ProfileDocument::edit(ProfileForm form, const QString &step, const QString &path, bool typing)
{
    if (!typing)
        endTyping();
    m_undoStack.push(new Edit(*this, std::move(form), step, path, typing ? m_typing : -1));
}

void ProfileDocument::setForm(const ProfileForm &form)
{
    if (form == m_form)
        return;
    m_form = form;
    const QList<ProfileError> before = m_resolved.errors;
    judge();
    Q_EMIT changed();
    if (before != m_resolved.errors)
        Q_EMIT errorsChanged();
}

void ProfileDocument::setEnvironment(const QProcessEnvironment &environment)
{
    setOverrides(environment, m_inputs.variables, m_inputs.settings, m_inputs.stages);
}

void ProfileDocument::setOverrides(const QProcessEnvironment &environment, const QStringList &variables,
    const QStringList &settings, const QStringList &stages)
{
    m_inputs.environment = environment;
    m_inputs.variables = variables;
    m_inputs.settings = settings;
    m_inputs.stages = stages;
    judge();
    Q_EMIT changed();
    Q_EMIT errorsChanged();
}

void ProfileDocument::judge()
{
    const FormReading reading = formReading(m_form);
    m_profile = reading.profile;
    SettingInputs inputs = m_inputs;
    inputs.base = ProfileLoad{.profile = reading.profile, .given = reading.given, .file = m_file};
    m_resolved = resolveProfile(inputs);

    QList<ProfileError> all = reading.errors;
    for (ProfileError error : std::as_const(m_resolved.errors)) {
        error.file.clear(); // the window shows one profile, and says which
        if (!error.origin.isEmpty() || !isConsequential(error, reading.errors))
            all.append(error);
    }
    std::stable_sort(all.begin(), all.end(),
        [](const ProfileError &a, const ProfileError &b) { return tableRow(a.path) < tableRow(b.path); });
    m_resolved.errors = all;

    m_problems.clear();
    for (const ProfileError &error : std::as_const(all))
        m_problems[error.path].append(error.origin.isEmpty() ? error.message : describe(error));
}

FieldOrigin ProfileDocument::originOf(const QString &path) const
{
    FieldOrigin origin;
    origin.source = m_resolved.sourceOf(path);
    origin.label = settingSourceName(origin.source);
    origin.explanation = m_resolved.originOf(path);
    const Field *field = fieldAt(path);
    if (!field || origin.source <= SettingSource::Profile)
        return origin;
    if (origin.source == SettingSource::Environment)
        origin.label = field->environment;
    if (field->isScalar() && !field->isSecret()) {
        const QString used = field->toText(field->value(m_resolved.profile));
        origin.used = field->kind == SettingKind::Url ? displayUrl(used) : used;
    }
    return origin;
}

} // namespace doorbuster
