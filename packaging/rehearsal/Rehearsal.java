import java.awt.Robot;
import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;

/// Plays on the keyboard and with the pointer what a reader does with the sample studies, for the program that has the display: run by
/// `rehearse` with `java Rehearsal.java WIDTH HEIGHT`. Nothing is judged; a step that meets nothing does nothing.
final class Rehearsal {
    private static final int KEY_MS = 60;
    private static final int LOOK_MS = 1500;

    private final Robot robot = new Robot();
    private final int width;
    private final int height;

    private Rehearsal(int width, int height) throws Exception {
        this.width = width;
        this.height = height;
    }

    public static void main(String[] a) throws Exception {
        Rehearsal r = new Rehearsal(Integer.parseInt(a[0]), Integer.parseInt(a[1]));
        for (int study = 0; study < 4; study++) {
            r.key(KeyEvent.VK_HOME);
            r.times(study, KeyEvent.VK_DOWN);
            r.key(KeyEvent.VK_ENTER);
            r.look(3 * LOOK_MS);
            r.read();
            r.correct();
            r.slide();
            r.key(KeyEvent.VK_ESCAPE);
            r.key(KeyEvent.VK_ESCAPE);
            r.look(LOOK_MS);
        }
    }

    /// Slices, window, planes and the stack as a whole.
    private void read() {
        times(40, KeyEvent.VK_DOWN);
        key(KeyEvent.VK_W);
        drag(20, 6, 3);
        key(KeyEvent.VK_T);
        look(2 * LOOK_MS);
        times(30, KeyEvent.VK_DOWN);
        with(KeyEvent.VK_SHIFT, KeyEvent.VK_UP);
        with(KeyEvent.VK_SHIFT, KeyEvent.VK_UP);
        times(20, KeyEvent.VK_UP);
        look(LOOK_MS);
        key(KeyEvent.VK_T);
        look(LOOK_MS);
    }

    /// Strokes, a ball, and both taken back and given again.
    private void correct() {
        key(KeyEvent.VK_B);
        for (int i = 0; i < 12; i++) {
            drag(12, 10, i - 6);
            look(150);
        }
        with(KeyEvent.VK_ALT, KeyEvent.VK_B);
        for (int i = 0; i < 6; i++) {
            drag(12, 10, i - 3);
            look(300);
        }
        for (int key : new int[] {KeyEvent.VK_Z, KeyEvent.VK_Y, KeyEvent.VK_Z, KeyEvent.VK_Y}) {
            for (int i = 0; i < 6; i++) {
                with(KeyEvent.VK_CONTROL, key);
                look(100);
            }
        }
        key(KeyEvent.VK_W);
    }

    /// Scales, fields and the pointer of a slide.
    private void slide() {
        for (int scale : new int[] {KeyEvent.VK_2, KeyEvent.VK_4, KeyEvent.VK_5}) {
            key(scale);
            look(LOOK_MS);
            times(15, KeyEvent.VK_RIGHT);
            times(10, KeyEvent.VK_DOWN);
            times(15, KeyEvent.VK_LEFT);
            key(KeyEvent.VK_M);
            drag(20, -8, 4);
        }
    }

    private void drag(int motions, int right, int down) {
        int x = 2 * width / 5;
        int y = height / 2;
        robot.mouseMove(x, y);
        robot.mousePress(InputEvent.BUTTON1_DOWN_MASK);
        for (int i = 1; i <= motions; i++) {
            robot.mouseMove(x + i * right, y + i * down);
            look(25);
        }
        robot.mouseRelease(InputEvent.BUTTON1_DOWN_MASK);
    }

    private void times(int n, int key) {
        for (int i = 0; i < n; i++) {
            key(key);
        }
    }

    private void with(int held, int key) {
        robot.keyPress(held);
        key(key);
        robot.keyRelease(held);
    }

    private void key(int key) {
        robot.keyPress(key);
        robot.keyRelease(key);
        look(KEY_MS);
    }

    private void look(int ms) {
        robot.delay(ms);
    }
}
