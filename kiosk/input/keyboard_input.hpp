// KeyboardInput: what the on-screen keyboard does to the field that has the focus. It knows no key shapes; Keyboard.qml
// draws them.
#pragma once

#include <memory>

#include <QtQml/qqmlregistration.h>
#include <QList>
#include <QObject>
#include <QPointF>
#include <QPointer>
#include <QQuickItem>
#include <QString>
#include <QStringList>

#include "kiosk/input/pinyin.hpp"
#include "kiosk/input/writing.hpp"

class QKeyEvent;

namespace doorstep::kiosk {

class KeyboardInput : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    // True while a field that takes text has the focus.
    Q_PROPERTY(bool wanted READ wanted NOTIFY fieldChanged)
    // "digits", "idNumber" (digits and X), "money" (digits and a point) or "letters".
    Q_PROPERTY(QString layout READ layout NOTIFY fieldChanged)
    // Whether this field may be typed in pinyin (not for secrets and Latin fields, nor without a dictionary).
    Q_PROPERTY(bool pinyinPossible READ pinyin_possible NOTIFY fieldChanged)
    // Whether characters may be written by hand here: where pinyin may be typed, with a sound model.
    Q_PROPERTY(bool handwritingPossible READ handwriting_possible NOTIFY fieldChanged)
    // How the person types where a field asks for letters: "pinyin", "latin", "handwriting" or "digits". It stays for
    // the next field.
    Q_PROPERTY(QString method READ method WRITE use NOTIFY fieldChanged)
    // Where the key that leaves the digits leads.
    Q_PROPERTY(QString methodBefore MEMBER method_before_ NOTIFY fieldChanged)
    // The keys to be drawn: "letters", "handwriting" or "digits".
    Q_PROPERTY(QString board READ board NOTIFY fieldChanged)
    // Letters go through pinyin.
    Q_PROPERTY(bool chinese READ chinese NOTIFY fieldChanged)
    Q_PROPERTY(QString composition READ composition NOTIFY composed)
    Q_PROPERTY(QStringList candidates READ candidates NOTIFY composed)
    Q_PROPERTY(bool earlier READ earlier NOTIFY composed)
    Q_PROPERTY(bool later READ later NOTIFY composed)
    // A person without a finger on the glass has gone into the keys: they can have the focus, what is typed goes to the
    // field as before.
    Q_PROPERTY(bool entered READ entered NOTIFY enteredChanged)
    // The item that draws the keys.
    Q_PROPERTY(QQuickItem* panel MEMBER panel_)
    // Strokes of the character that is being written.
    Q_PROPERTY(int strokes READ strokes NOTIFY composed)

  public:
    // Opens the dictionary at share_folder()/pinyin when a field first wants it, the model of handwriting when somebody
    // wants to write. $DOORSTEP_HANDWRITING names another model than Debian's.
    explicit KeyboardInput(QObject* parent = nullptr);
    ~KeyboardInput() override;

    // A character key: a letter is composed in Chinese, all else goes straight into the field.
    Q_INVOKABLE void type(const QString& text);
    // The n-th candidate.
    Q_INVOKABLE void choose(int n);
    // A stroke of the character that is being written: places 0 … 1 of the field.
    Q_INVOKABLE void write(const QList<QPointF>& stroke);
    // Takes the last stroke back.
    Q_INVOKABLE void undoStroke();
    // Forgets all strokes of the character.
    Q_INVOKABLE void clearStrokes();
    // Takes back the last letter, or all strokes, being composed, else the character before the cursor.
    Q_INVOKABLE void erase();
    // The space bar: the first candidate while composing, else a space.
    Q_INVOKABLE void space();
    Q_INVOKABLE void turnPage(bool forward);
    // Tells the field that it is done (accepted) and gives up the focus, which closes the keyboard.
    Q_INVOKABLE void finish();
    // Closes the keyboard without that.
    Q_INVOKABLE void hide();
    // The focus goes from one key to the next, from the last to the first.
    Q_INVOKABLE void step(QQuickItem* from, bool forward);
    // Back from the keys into the field.
    Q_INVOKABLE void leave();
    // What a keyboard with real keys types into the field: letters are pinyin here too, digits choose.
    bool eventFilter(QObject* object, QEvent* event) override;

    bool entered() const { return entered_; }
    bool wanted() const { return !field_.isNull(); }
    QString layout() const { return layout_; }
    bool pinyin_possible() const { return pinyin_possible_; }
    bool handwriting_possible() const { return pinyin_possible_ && writing_.possible(); }
    QString method() const { return method_; }
    // Drops what is being composed. A method that is not possible, or no method, changes nothing.
    void use(const QString& method);
    QString board() const;
    bool chinese() const {
        return pinyin_possible_ && board() == QLatin1String("letters") && method_ == QLatin1String("pinyin");
    }
    QString composition() const { return QString::fromStdString(view_.composition); }
    QStringList candidates() const;
    bool earlier() const { return view_.earlier; }
    bool later() const { return view_.later; }
    int strokes() const { return static_cast<int>(writing_.strokes()); }

  signals:
    void fieldChanged();
    void composed();
    void enteredChanged();

  private:
    void look_at(QObject* focus);
    void take_field(QObject* field);
    void set_entered(bool entered);
    bool is_a_key(QObject* focus) const;
    // Whether the key was meant for the keyboard and not for the field.
    bool takes(const QKeyEvent& event);
    bool takes_composing(const QKeyEvent& event);
    void commit(const QString& text);
    void key(int key);
    bool writes() const { return board() == QLatin1String("handwriting"); }
    void take_first();
    void forget();
    void recompose();

    QPointer<QObject> field_;
    QPointer<QQuickItem> panel_;
    bool entered_ = false;
    bool typed_ = false;    // by real keys, since the field has the focus
    bool sending_ = false;  // what goes to the field is this keyboard's own
    QString layout_;
    bool pinyin_possible_ = false;
    QString method_ = QStringLiteral("pinyin");
    QString method_before_ = QStringLiteral("pinyin");
    std::unique_ptr<Pinyin> pinyin_;
    Writing writing_;
    PinyinView view_;
};

}  // namespace doorstep::kiosk
