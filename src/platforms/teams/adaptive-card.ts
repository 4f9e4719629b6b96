/** The part of Adaptive Card 1.5 that the bot writes. */

export interface TextRun {
  readonly type: 'TextRun';
  readonly text: string;
  readonly weight?: 'Bolder';
  readonly italic?: true;
  readonly fontType?: 'Monospace';
  readonly isSubtle?: true;
  readonly size?: 'Small';
  readonly color?: 'Attention';
  readonly selectAction?: { readonly type: 'Action.OpenUrl'; readonly url: string };
}

interface Placed {
  readonly separator?: true;
  readonly spacing?: 'None' | 'Small' | 'Medium' | 'Large';
}

export interface RichTextBlock extends Placed {
  readonly type: 'RichTextBlock';
  readonly inlines: readonly TextRun[];
}

export interface TextBlock extends Placed {
  readonly type: 'TextBlock';
  readonly text: string;
  readonly wrap: true;
  readonly style: 'heading';
  readonly weight: 'Bolder';
  readonly size?: 'Default' | 'Medium' | 'Large';
}

export interface Container extends Placed {
  readonly type: 'Container';
  readonly style?: 'emphasis';
  readonly items: readonly Element[];
}

export interface ColumnSet extends Placed {
  readonly type: 'ColumnSet';
  readonly columns: readonly {
    readonly type: 'Column';
    readonly width: 'stretch' | 'auto';
    readonly verticalContentAlignment?: 'Center';
    readonly items: readonly Element[];
  }[];
}

export interface Image extends Placed {
  readonly type: 'Image';
  readonly url: string;
  readonly altText: string;
}

export interface ActionSet extends Placed {
  readonly type: 'ActionSet';
  readonly actions: readonly Action[];
}

type Style = 'positive' | 'destructive';

export interface SubmitAction {
  readonly type: 'Action.Submit';
  readonly title: string;
  readonly data: object;
  readonly style?: Style;
}

export interface ExecuteAction {
  readonly type: 'Action.Execute';
  readonly title?: string;
  readonly verb: string;
  readonly data: object;
  readonly style?: Style;
  /** For clients that know no `Action.Execute`. */
  readonly fallback?: SubmitAction;
}

export type Action = ExecuteAction | SubmitAction;

interface InputBase extends Placed {
  readonly id: string;
  readonly label: string;
  readonly isRequired?: true;
  readonly errorMessage?: string;
  readonly value?: string;
}

export type Input =
  | (InputBase & {
      readonly type: 'Input.Text';
      readonly isMultiline?: true;
      readonly maxLength: number;
      readonly placeholder?: string;
    })
  | (InputBase & { readonly type: 'Input.Date' })
  | (InputBase & {
      readonly type: 'Input.ChoiceSet';
      readonly choices: readonly { readonly title: string; readonly value: string }[];
      readonly style: 'compact' | 'expanded';
      readonly isMultiSelect?: true;
      readonly wrap: true;
    });

export type Element = RichTextBlock | TextBlock | Container | ColumnSet | ActionSet | Image | Input;

export interface AdaptiveCard {
  readonly type: 'AdaptiveCard';
  readonly $schema: 'http://adaptivecards.io/schemas/adaptive-card.json';
  readonly version: '1.5';
  readonly lang: 'fr';
  readonly fallbackText: string;
  readonly body: readonly Element[];
  readonly refresh?: {
    readonly action: ExecuteAction;
    readonly userIds: readonly string[];
  };
}

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';

export function adaptiveCard(
  summary: string,
  body: readonly Element[],
  refresh?: AdaptiveCard['refresh'],
): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    lang: 'fr',
    fallbackText: summary,
    ...(refresh === undefined ? {} : { refresh }),
    body,
  };
}
