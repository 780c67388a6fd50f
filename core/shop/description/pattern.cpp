// SPDX-FileCopyrightText: 2026 The Doorbuster developers
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/shop/description/pattern.h"

#include <QChar>
#include <QList>

#include <algorithm>

namespace doorbuster {

using namespace Qt::StringLiterals;

namespace {

bool isWordCharacter(char32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The next character of a text that is valid UTF-8; what is not gives U+FFFD, a byte at a time.
char32_t nextCharacter(std::string_view text, std::size_t &at)
{
    const auto byte = [&text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    const int more = first < 0x80 ? 0 : first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : first >= 0xc0 ? 1 : -1;
    if (more == 0)
        return first;
    if (more < 0 || at + std::size_t(more) > text.size())
        return 0xfffd;
    char32_t c = first & (0x3fU >> more);
    for (int i = 0; i < more; ++i)
        c = (c << 6) | (byte(at + std::size_t(i)) & 0x3fU);
    at += std::size_t(more);
    return c;
}

} // namespace

/// Recursive descent; what is repeated is parsed anew for each time, which bounds itself by Pattern::largest.
class PatternParser {
public:
    explicit PatternParser(QStringView expression)
        : m_expression(expression.toUcs4())
    {
        m_pattern.m_text = expression.toString();
    }

    std::variant<Pattern, QString> parse()
    {
        if (startsWith(U"(?i)")) {
            m_pattern.m_eitherCase = true;
            m_at = 4;
        }
        alternatives(0);
        if (m_error.isEmpty() && m_at < m_expression.size())
            fail(u"a ) without its ("_s);
        emit_(Pattern::Op::Match);
        if (!m_error.isEmpty())
            return m_error;
        return std::move(m_pattern);
    }

private:
    using Op = Pattern::Op;

    bool startsWith(std::u32string_view text) const
    {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (m_at + qsizetype(i) >= m_expression.size() || m_expression[m_at + qsizetype(i)] != text[i])
                return false;
        }
        return true;
    }
    bool more() const { return m_error.isEmpty() && m_at < m_expression.size(); }
    char32_t peek() const { return m_expression[m_at]; }

    void fail(const QString &what)
    {
        if (m_error.isEmpty())
            m_error = what;
    }

    std::uint32_t here() const { return std::uint32_t(m_pattern.m_program.size()); }
    std::uint32_t emit_(Op op, std::uint32_t first = 0, std::uint32_t second = 0)
    {
        // What is repeated is parsed more than once, so its work is bounded by itself.
        constexpr std::size_t mostWork = 50 * Pattern::largest;
        if (m_pattern.m_program.size() >= Pattern::largest || ++m_work > mostWork)
            fail(u"is too large: at most %1 steps, repetitions written out"_s.arg(Pattern::largest));
        else
            m_pattern.m_program.push_back({op, first, second});
        return here() - 1;
    }
    Pattern::Instruction &at(std::uint32_t index) { return m_pattern.m_program[index]; }

    void alternatives(int depth)
    {
        constexpr int deepest = 50;
        if (depth > deepest)
            return fail(u"is nested more than %1 deep"_s.arg(deepest));
        QList<std::uint32_t> ends;
        for (;;) {
            // What stands before a `|` becomes one way of a split: the split goes in before it is known to be needed.
            const std::uint32_t split = emit_(Op::Split);
            if (!m_error.isEmpty())
                return;
            at(split).first = at(split).second = split + 1;
            while (more() && peek() != U'|' && peek() != U')')
                repeated(depth);
            if (!more() || peek() != U'|')
                break;
            ++m_at;
            ends.append(emit_(Op::Jump));
            if (!m_error.isEmpty())
                return;
            at(split).second = here();
        }
        for (const std::uint32_t end : ends)
            at(end).first = here();
    }

    void repeated(int depth)
    {
        const qsizetype begin = m_at;
        const std::uint32_t first = here();
        single(depth);
        if (!more())
            return;
        int least = 1;
        int most = 1; ///< -1: any number
        const qsizetype end = m_at;
        if (!repetition(least, most))
            return;
        const qsizetype behind = m_at;
        m_pattern.m_program.resize(first);
        const auto again = [&] {
            m_at = begin;
            single(depth);
            m_at = end;
        };
        for (int i = 0; i < least && m_error.isEmpty(); ++i)
            again();
        if (most < 0 && m_error.isEmpty()) {
            const std::uint32_t split = emit_(Op::Split);
            again();
            emit_(Op::Jump, split);
            if (m_error.isEmpty()) {
                at(split).first = split + 1;
                at(split).second = here();
            }
        }
        QList<std::uint32_t> splits;
        for (int i = least; i < most && m_error.isEmpty(); ++i) {
            splits.append(emit_(Op::Split));
            again();
        }
        for (const std::uint32_t split : splits) {
            if (!m_error.isEmpty())
                break;
            at(split).first = split + 1;
            at(split).second = here();
        }
        m_at = behind;
        if (more() && (peek() == U'*' || peek() == U'+' || peek() == U'?'))
            fail(u"has two repetitions after another"_s);
    }

    bool repetition(int &least, int &most)
    {
        switch (peek()) {
        case U'*':
            least = 0;
            most = -1;
            break;
        case U'+':
            most = -1;
            break;
        case U'?':
            least = 0;
            break;
        case U'{': {
            ++m_at;
            const int from = number();
            int to = from;
            if (more() && peek() == U',') {
                ++m_at;
                to = more() && peek() == U'}' ? -1 : number();
            }
            if (!more() || peek() != U'}' || from < 0 || (to >= 0 && to < from)) {
                fail(u"has a { that is no repetition such as {2,5}; write \\{ for the sign"_s);
                return false;
            }
            least = from;
            most = to;
            break;
        }
        default:
            return false;
        }
        ++m_at;
        return true;
    }

    int number()
    {
        int value = -1;
        while (more() && peek() >= U'0' && peek() <= U'9') {
            value = std::max(value, 0) * 10 + int(peek() - U'0');
            ++m_at;
            if (value > 1'000)
                fail(u"repeats more than 1000 times"_s);
        }
        if (value < 0)
            fail(u"has a { that is no repetition such as {2,5}; write \\{ for the sign"_s);
        return value;
    }

    void single(int depth)
    {
        const char32_t c = m_expression[m_at++];
        switch (c) {
        case U'(':
            if (startsWith(U"?:"))
                m_at += 2;
            else if (startsWith(U"?"))
                return fail(u"has a (?…) other than (?:…) and a (?i) at its beginning"_s);
            alternatives(depth + 1);
            if (m_error.isEmpty() && (m_at >= m_expression.size() || m_expression[m_at++] != U')'))
                fail(u"has a ( without its )"_s);
            return;
        case U'[':
            return set();
        case U'.':
            emit_(Op::Any);
            return;
        case U'^':
            emit_(Op::Begin);
            return;
        case U'$':
            emit_(Op::End);
            return;
        case U'\\':
            return escaped();
        case U'*':
        case U'+':
        case U'?':
        case U'{':
            return fail(u"has a repetition of nothing; write \\ before the sign itself"_s);
        default:
            one(c);
        }
    }

    void one(char32_t c) { emit_(Op::One, m_pattern.m_eitherCase ? QChar::toCaseFolded(c) : c); }

    void addSet(Pattern::Set set)
    {
        m_pattern.m_sets.push_back(std::move(set));
        emit_(Op::Set, std::uint32_t(m_pattern.m_sets.size() - 1));
    }

    /// Of \d, \w, \s; nothing for another letter.
    static std::vector<std::pair<char32_t, char32_t>> known(char32_t letter)
    {
        switch (letter) {
        case U'd':
            return {{U'0', U'9'}};
        case U'w':
            return {{U'0', U'9'}, {U'A', U'Z'}, {U'_', U'_'}, {U'a', U'z'}};
        case U's':
            return {{U'\t', U'\r'}, {U' ', U' '}, {0xa0, 0xa0}};
        default:
            return {};
        }
    }

    void escaped()
    {
        if (m_at >= m_expression.size())
            return fail(u"ends with a \\"_s);
        const char32_t c = m_expression[m_at++];
        if (c == U'b') {
            emit_(Op::Boundary);
        } else if (auto ranges = known(c); !ranges.empty()) {
            addSet({false, std::move(ranges)});
        } else if (c == U'D' || c == U'W' || c == U'S') {
            addSet({true, known(c + (U'a' - U'A'))});
        } else if (const auto sign = plain(c)) {
            one(*sign);
        }
    }

    std::optional<char32_t> plain(char32_t c)
    {
        if (c == U'n')
            return U'\n';
        if (c == U't')
            return U'\t';
        if (isWordCharacter(c)) {
            fail(u"has a \\%1, which is not known here"_s.arg(QChar(ushort(c))));
            return std::nullopt;
        }
        return c;
    }

    /// One character of a [set]; nothing where it was a whole class such as \d, which `into` has then.
    std::optional<char32_t> memberOf(Pattern::Set &into)
    {
        const char32_t c = m_expression[m_at++];
        if (c != U'\\' || m_at >= m_expression.size())
            return c;
        const char32_t letter = m_expression[m_at++];
        if (const auto ranges = known(letter); !ranges.empty()) {
            into.ranges.insert(into.ranges.end(), ranges.begin(), ranges.end());
            return std::nullopt;
        }
        return plain(letter);
    }

    void set()
    {
        Pattern::Set set;
        if (more() && peek() == U'^') {
            set.negated = true;
            ++m_at;
        }
        for (bool first = true; more() && (first || peek() != U']'); first = false) {
            const auto from = memberOf(set);
            if (!from)
                continue;
            std::optional<char32_t> to = from;
            if (more() && peek() == U'-' && m_at + 1 < m_expression.size() && m_expression[m_at + 1] != U']') {
                ++m_at;
                to = memberOf(set);
                if (!to || *to < *from)
                    return fail(u"has a range in […] that goes backwards"_s);
            }
            set.ranges.emplace_back(*from, *to);
        }
        if (m_at >= m_expression.size())
            return fail(u"has a [ without its ]"_s);
        ++m_at;
        addSet(std::move(set));
    }

    QList<uint> m_expression;
    qsizetype m_at = 0;
    std::size_t m_work = 0;
    QString m_error;
    Pattern m_pattern;
};

std::variant<Pattern, QString> Pattern::parse(QStringView expression)
{
    return PatternParser(expression).parse();
}

bool Pattern::takes(const Instruction &instruction, char32_t c) const
{
    switch (instruction.op) {
    case Op::One:
        return instruction.first == (m_eitherCase ? QChar::toCaseFolded(c) : c);
    case Op::Any:
        return c != U'\n';
    case Op::Set: {
        const Set &set = m_sets[instruction.first];
        const auto isIn = [&set](char32_t one) {
            return std::ranges::any_of(
                set.ranges, [one](const auto &range) { return one >= range.first && one <= range.second; });
        };
        const bool found = isIn(c) || (m_eitherCase && (isIn(QChar::toLower(c)) || isIn(QChar::toUpper(c))));
        return found != set.negated;
    }
    default:
        return false;
    }
}

bool Pattern::occursIn(std::string_view utf8) const
{
    const std::string_view text = utf8.substr(0, longestText);
    // Which instructions are reached at this character, and at the next one: each at most once. Of the thread, since a
    // rule must not cost an allocation.
    thread_local std::vector<std::uint32_t> current, next, pending, seenAt;
    current.clear();
    seenAt.assign(m_program.size(), 0);
    std::uint32_t step = 0;
    bool wordBefore = false;

    const auto reach = [&](std::uint32_t from, std::vector<std::uint32_t> &into, std::size_t at, bool wordAfter) {
        pending.assign(1, from);
        while (!pending.empty()) {
            const std::uint32_t index = pending.back();
            pending.pop_back();
            if (seenAt[index] == step)
                continue;
            seenAt[index] = step;
            const Instruction &instruction = m_program[index];
            switch (instruction.op) {
            case Op::Split:
                pending.push_back(instruction.second);
                [[fallthrough]];
            case Op::Jump:
                pending.push_back(instruction.first);
                break;
            case Op::Begin:
                if (at == 0)
                    pending.push_back(index + 1);
                break;
            case Op::End:
                if (at >= text.size())
                    pending.push_back(index + 1);
                break;
            case Op::Boundary:
                if (wordBefore != wordAfter)
                    pending.push_back(index + 1);
                break;
            case Op::Match:
                return true;
            default:
                into.push_back(index);
            }
        }
        return false;
    };

    // Of one that begins with ^, nothing can begin later.
    const bool isAnchored = m_program.size() > 1 && m_program[0].op == Op::Split && m_program[0].first == 1
        && m_program[0].second == 1 && m_program[1].op == Op::Begin;
    next.clear();
    pending.clear();
    for (std::size_t at = 0;;) {
        ++step;
        std::size_t behind = at;
        const char32_t c = at < text.size() ? nextCharacter(text, behind) : 0;
        const bool wordAfter = at < text.size() && isWordCharacter(c);
        // `next` holds where the last character led to; what begins here comes with it.
        current.clear();
        for (const std::uint32_t index : next) {
            if (reach(index, current, at, wordAfter))
                return true;
        }
        if ((at == 0 || !isAnchored) && reach(0, current, at, wordAfter))
            return true;
        if (at >= text.size() || (isAnchored && current.empty()))
            return false;
        next.clear();
        for (const std::uint32_t index : current) {
            if (takes(m_program[index], c))
                next.push_back(index + 1);
        }
        wordBefore = wordAfter;
        at = behind;
    }
}

} // namespace doorbuster
